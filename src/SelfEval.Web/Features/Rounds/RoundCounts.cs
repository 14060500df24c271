using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>How far a round has come. Numbers of people only, never who; test answers do not count.</summary>
public sealed record RoundCounts
{
    public required int Invited { get; init; }

    /// <summary>Invitations that wait to be sent.</summary>
    public required int Waiting { get; init; }

    public required int Sent { get; init; }

    public required int NotSent { get; init; }

    public required int Started { get; init; }

    public required int Completed { get; init; }

    public required int Late { get; init; }

    public static async Task<RoundCounts> ReadAsync(AppDb db, int roundId, CancellationToken cancellationToken = default)
    {
        var answers = await db.Responses.Where(r => r.RoundId == roundId && !r.IsTest && r.WithdrawnOn == null)
            .GroupBy(_ => 1)
            .Select(g => new { Started = g.Count(), Completed = g.Count(r => r.CompletedOn != null), Late = g.Count(r => r.IsLate) })
            .SingleOrDefaultAsync(cancellationToken);
        var people = await db.Invitations.Where(i => i.RoundId == roundId)
            .GroupBy(_ => 1)
            .Select(g => new { Invited = g.Count(), Sent = g.Count(i => i.SentAt != null), ToCome = g.Count(i => i.SentAt == null && i.NextSend == 0 && i.NextSendAt != null) })
            .SingleOrDefaultAsync(cancellationToken);
        var letters = await db.Letters
            .Where(l => l.Kind == LetterKind.Invitation && db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == roundId && i.SentAt == null))
            .GroupBy(_ => 1)
            .Select(g => new
            {
                Waiting = g.Count(l => l.State == LetterState.Waiting || l.State == LetterState.Sending),
                NotSent = g.Count(l => l.State == LetterState.Failed),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return new RoundCounts
        {
            Invited = people?.Invited ?? 0,
            Sent = people?.Sent ?? 0,
            Waiting = (people?.ToCome ?? 0) + (letters?.Waiting ?? 0),
            NotSent = letters?.NotSent ?? 0,
            Started = answers?.Started ?? 0,
            Completed = answers?.Completed ?? 0,
            Late = answers?.Late ?? 0,
        };
    }
}
