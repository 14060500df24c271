using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>How far each part of a round has come, and its messages. Numbers of people only.</summary>
public sealed record RoundProgress
{
    /// <summary>People of one place, or written to one way.</summary>
    /// <param name="Name">The site, or the way.</param>
    /// <param name="Invited">How many were asked.</param>
    /// <param name="Sent">Invitations sent.</param>
    /// <param name="Bounced">Addresses that do not work.</param>
    /// <param name="Opened">Pressed "Start now"; null where so few were asked that it would tell who.</param>
    /// <param name="Completed">Sent their answers; null likewise.</param>
    public sealed record Part(string Name, int Invited, int Sent, int Bounced, int? Opened, int? Completed);

    /// <summary>One message of the round.</summary>
    /// <param name="Number">0 is the invitation.</param>
    /// <param name="At">When it goes; null where each person has a day of their own.</param>
    /// <param name="MovedFrom">The wall time it was planned for, where it was moved.</param>
    /// <param name="Waiting">Written and not sent yet.</param>
    /// <param name="Sent">Gone.</param>
    /// <param name="NotWanted">Not needed or not wanted any more when it was due.</param>
    /// <param name="Failed">Could not be sent.</param>
    public sealed record Message(int Number, DateTime? At, DateTime? MovedFrom, int Waiting, int Sent, int NotWanted, int Failed);

    public required IReadOnlyList<Part> Sites { get; init; }

    public required IReadOnlyList<Part> Routes { get; init; }

    /// <summary>Answers sent a day, in order.</summary>
    public required IReadOnlyList<(DateOnly Day, int Completed)> Days { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    /// <param name="round">Which.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="sites">The names of the team's sites.</param>
    public static RoundProgress Of(Round round, RoundCounts counts, IReadOnlyDictionary<int, string> sites) => new()
    {
        Sites = Parts(round, counts.ByStage, p => p.SiteId is { } site ? sites.GetValueOrDefault(site, "") : "No site given"),
        Routes = Parts(round, counts.ByStage, p => RoundWords.Of(p.Route)),
        Days = [.. counts.ByDay.Where(a => a.CompletedOn is not null).GroupBy(a => a.CompletedOn!.Value).OrderBy(g => g.Key).Select(g => (DateOnly.FromDateTime(g.Key), g.Sum(a => a.Count)))],
        Messages = MessagesOf(round, counts),
    };

    /// <summary>
    /// Who has answered is told of a part only where at least k people of it were asked, because "1 of 1 at Elm Ward" names a person. One small part alone would
    /// follow from the round's own counts, so the next smallest goes with it. Identified rounds show it to the team anyway.
    /// </summary>
    internal static IReadOnlyList<Part> Parts(Round round, IReadOnlyList<RoundCounts.People> groups, Func<RoundCounts.People, string> name)
    {
        var parts = groups.GroupBy(name)
            .Select(g => new Part(g.Key, g.Sum(x => x.Count), At(g, InvitationStage.Sent), At(g, InvitationStage.Bounced), At(g, InvitationStage.Opened), At(g, InvitationStage.Completed)))
            .OrderBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        if (parts.Count < 2 || round.IdentityMode == IdentityMode.Identified) return parts;
        var hidden = parts.Where(p => p.Invited < round.K).ToHashSet();
        foreach (var next in parts.Except(hidden).OrderBy(p => p.Invited).ToList())
        {
            if (hidden.Count == 0 || hidden.Count > 1 && hidden.Sum(p => p.Invited) >= round.K) break;
            hidden.Add(next);
        }

        return [.. parts.Select(p => hidden.Contains(p) ? p with { Opened = null, Completed = null } : p)];
    }

    private static int At(IEnumerable<RoundCounts.People> people, InvitationStage stage) => people.Where(p => p.Stage.HasFlag(stage)).Sum(p => p.Count);

    private static IReadOnlyList<Message> MessagesOf(Round round, RoundCounts counts)
    {
        var letters = counts.ByLetter;
        var planned = round.DaysAfterStart is null
            ? RoundSends.Of(round, round.OpensAt, round.ClosesAt, BankHolidays.DaysOff(round)).ToDictionary(s => s.Number)
            : [];
        int Count(int number, params LetterState[] states) => letters.Where(l => l.Number == number && states.Contains(l.State)).Sum(l => l.Count);
        return [.. planned.Keys.Concat(letters.Select(l => l.Number)).Distinct().Order().Select(number => new Message(
            number, planned.GetValueOrDefault(number)?.At, planned.GetValueOrDefault(number)?.MovedFrom,
            number == 0 ? counts.Waiting : Count(number, LetterState.Waiting, LetterState.Sending), Count(number, LetterState.Sent), Count(number, LetterState.Dropped), Count(number, LetterState.Failed)))];
    }
}
