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

    /// <summary>Of those sent: how many the provider says have arrived. Ordinary mail says nothing of the kind.</summary>
    public required int Delivered { get; init; }

    /// <summary>The address or number turned out not to work.</summary>
    public required int Bounced { get; init; }

    public required int NotSent { get; init; }

    /// <summary>Said that they do not want to take part.</summary>
    public required int Declined { get; init; }

    /// <summary>Pressed "Start now". Looking at the first page alone is never counted: mail programs look too.</summary>
    public required int Opened { get; init; }

    /// <summary>Saved at least one page and have not sent; by personal links only.</summary>
    public required int HalfFinished { get; init; }

    /// <summary>Sent their answers by their personal link, not on paper or from another system.</summary>
    public required int CompletedByLink { get; init; }

    /// <summary>All answers sent, whichever way they came.</summary>
    public required int Completed { get; init; }

    public required int Late { get; init; }

    /// <summary>AAPOR RR1: complete answers out of all people asked, those who could not be reached included. Null where nobody was asked by name.</summary>
    public double? ResponseRate => Invited == 0 ? null : (double)CompletedByLink / Invited;

    /// <summary>AAPOR RR2: as <see cref="ResponseRate"/>, half-finished answers counted too.</summary>
    public double? RateWithPartial => Invited == 0 ? null : (double)(CompletedByLink + HalfFinished) / Invited;

    public static async Task<RoundCounts> ReadAsync(AppDb db, int roundId, CancellationToken cancellationToken = default)
    {
        // Each of the three reads an index alone: nobody's answers, and no letter's text, is touched for a count.
        var answers = await db.Responses.Where(r => r.RoundId == roundId && !r.IsTest && r.WithdrawnOn == null)
            .GroupBy(_ => 1)
            .Select(g => new { Started = g.Count(), Completed = g.Count(r => r.CompletedOn != null), Late = g.Count(r => r.IsLate) })
            .SingleOrDefaultAsync(cancellationToken);
        var people = await db.Invitations.Where(i => i.RoundId == roundId)
            .GroupBy(_ => 1)
            .Select(g => new
            {
                Invited = g.Count(),
                Waiting = g.Count(i => i.SentAt == null && i.NextSend == 0 && i.NextSendAt != null),
                Sent = g.Count(i => i.SentAt != null),
                Delivered = g.Count(i => i.DeliveredAt != null),
                Bounced = g.Count(i => i.BouncedAt != null),
                Declined = g.Count(i => i.DeclinedOn != null),
                Opened = g.Count(i => i.StartedOn != null),
                HalfFinished = g.Count(i => i.AnsweredOn != null && i.CompletedOn == null),
                Completed = g.Count(i => i.CompletedOn != null),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var letters = await db.Letters.Where(l => l.RoundId == roundId && l.Kind == LetterKind.Invitation
                && (l.State == LetterState.Waiting || l.State == LetterState.Sending || l.State == LetterState.Failed))
            .GroupBy(l => l.State == LetterState.Failed)
            .Select(g => new { IsFailed = g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return new RoundCounts
        {
            Invited = people?.Invited ?? 0,
            Sent = people?.Sent ?? 0,
            Waiting = (people?.Waiting ?? 0) + (letters.SingleOrDefault(l => !l.IsFailed)?.Count ?? 0),
            Delivered = people?.Delivered ?? 0,
            Bounced = people?.Bounced ?? 0,
            NotSent = letters.SingleOrDefault(l => l.IsFailed)?.Count ?? 0,
            Declined = people?.Declined ?? 0,
            Opened = answers?.Started ?? 0,
            HalfFinished = people?.HalfFinished ?? 0,
            CompletedByLink = people?.Completed ?? 0,
            Completed = answers?.Completed ?? 0,
            Late = answers?.Late ?? 0,
        };
    }
}
