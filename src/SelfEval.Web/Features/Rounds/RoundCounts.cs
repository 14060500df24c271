using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>
/// How far a round has come. Numbers of people only, never who; test answers do not count. All of it is counted along three indexes: nobody's answers and no
/// letter's text is touched.
/// </summary>
public sealed class RoundCounts
{
    /// <summary>So many invitations of one site and way are at one stage.</summary>
    public sealed record People(int? SiteId, SendRoute Route, InvitationStage Stage, int Count);

    /// <summary>So many letters of one number (<see cref="DueSend"/>) are in one state.</summary>
    public sealed record Letters(int Number, LetterState State, int Count);

    /// <summary>So many answers were sent on one day; null for those begun and not sent.</summary>
    public sealed record Answers(DateTime? CompletedOn, bool IsLate, int Count);

    public required IReadOnlyList<People> ByStage { get; init; }

    public required IReadOnlyList<Letters> ByLetter { get; init; }

    public required IReadOnlyList<Answers> ByDay { get; init; }

    public int Invited => ByStage.Sum(p => p.Count);

    /// <summary>Invitations that wait to be sent.</summary>
    public int Waiting => At(InvitationStage.Waits) + Invitations(LetterState.Waiting, LetterState.Sending);

    public int Sent => At(InvitationStage.Sent);

    /// <summary>Of those sent: how many the provider says have arrived. Ordinary mail says nothing of the kind.</summary>
    public int Delivered => At(InvitationStage.Delivered);

    /// <summary>The address or number turned out not to work.</summary>
    public int Bounced => At(InvitationStage.Bounced);

    public int NotSent => Invitations(LetterState.Failed);

    /// <summary>Said that they do not want to take part.</summary>
    public int Declined => At(InvitationStage.Declined);

    /// <summary>Pressed "Start now". Looking at the first page alone is never counted: mail programs look too.</summary>
    public int Opened => ByDay.Sum(a => a.Count);

    /// <summary>Saved at least one page and have not sent; by personal links only.</summary>
    public int HalfFinished => ByStage.Where(p => p.Stage.HasFlag(InvitationStage.Answered) && !p.Stage.HasFlag(InvitationStage.Completed)).Sum(p => p.Count);

    /// <summary>Sent their answers by their personal link, not on paper or from another system.</summary>
    public int CompletedByLink => At(InvitationStage.Completed);

    /// <summary>All answers sent, whichever way they came.</summary>
    public int Completed => ByDay.Where(a => a.CompletedOn is not null).Sum(a => a.Count);

    public int Late => ByDay.Where(a => a.IsLate).Sum(a => a.Count);

    /// <summary>AAPOR RR1: complete answers out of all people asked, those who could not be reached included. Null where nobody was asked by name.</summary>
    public double? ResponseRate => Invited == 0 ? null : (double)CompletedByLink / Invited;

    /// <summary>AAPOR RR2: as <see cref="ResponseRate"/>, half-finished answers counted too.</summary>
    public double? RateWithPartial => Invited == 0 ? null : (double)(CompletedByLink + HalfFinished) / Invited;

    /// <summary>Whether so few were asked that the numbers would tell who has answered.</summary>
    public bool TellWho(Round round) => round.IdentityMode == IdentityMode.Confidential && Invited > 0 && Invited < round.K;

    public static async Task<RoundCounts> ReadAsync(AppDb db, int roundId, CancellationToken cancellationToken = default) => new()
    {
        ByStage = await db.Invitations.Where(i => i.RoundId == roundId)
            .GroupBy(i => new { i.SiteId, i.Route, i.Stage })
            .Select(g => new People(g.Key.SiteId, g.Key.Route, g.Key.Stage, g.Count())).ToListAsync(cancellationToken),
        ByLetter = await db.Letters.Where(l => l.RoundId == roundId)
            .GroupBy(l => new { l.Number, l.State })
            .Select(g => new Letters(g.Key.Number, g.Key.State, g.Count())).ToListAsync(cancellationToken),
        ByDay = await db.Responses.Where(r => r.RoundId == roundId && r.WithdrawnOn == null && !r.IsTest)
            .GroupBy(r => new { r.CompletedOn, r.IsLate })
            .Select(g => new Answers(g.Key.CompletedOn, g.Key.IsLate, g.Count())).ToListAsync(cancellationToken),
    };

    private int At(InvitationStage stage) => ByStage.Where(p => p.Stage.HasFlag(stage)).Sum(p => p.Count);

    private int Invitations(params LetterState[] states) => ByLetter.Where(l => l.Number == 0 && states.Contains(l.State)).Sum(l => l.Count);
}
