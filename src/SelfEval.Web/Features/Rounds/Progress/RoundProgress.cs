using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
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
    /// <param name="Due">How many of the people will be looked at for it.</param>
    /// <param name="Waiting">Written and not sent yet.</param>
    /// <param name="Sent">Gone.</param>
    /// <param name="NotWanted">Not needed or not wanted any more when it was due.</param>
    /// <param name="Failed">Could not be sent.</param>
    public sealed record Message(int Number, DateTime? At, DateTime? MovedFrom, int Due, int Waiting, int Sent, int NotWanted, int Failed);

    public required IReadOnlyList<Part> Sites { get; init; }

    public required IReadOnlyList<Part> Routes { get; init; }

    /// <summary>Answers sent a day, in order.</summary>
    public required IReadOnlyList<(DateOnly Day, int Completed)> Days { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public static async Task<RoundProgress> ReadAsync(AppDb db, Round round, CancellationToken cancellationToken = default)
    {
        var groups = await db.Invitations.Where(i => i.RoundId == round.Id)
            .GroupBy(i => new { i.SiteId, i.Route })
            .Select(g => new Group(g.Key.SiteId, g.Key.Route, g.Count(), g.Count(i => i.SentAt != null), g.Count(i => i.BouncedAt != null),
                g.Count(i => i.StartedOn != null), g.Count(i => i.CompletedOn != null)))
            .ToListAsync(cancellationToken);
        var sites = await db.Sites.Where(s => s.TeamId == round.TeamId).ToDictionaryAsync(s => s.Id, s => s.Name, cancellationToken);
        var days = await db.Responses.Where(r => r.RoundId == round.Id && r.CompletedOn != null && !r.IsTest && r.WithdrawnOn == null)
            .GroupBy(r => r.CompletedOn!.Value)
            .Select(g => new { Day = g.Key, Count = g.Count() })
            .OrderBy(g => g.Day)
            .ToListAsync(cancellationToken);
        return new RoundProgress
        {
            Sites = Parts(round, groups, g => g.SiteId is { } site ? sites.GetValueOrDefault(site, "") : "No site given"),
            Routes = Parts(round, groups, g => RoundWords.Of(g.Route)),
            Days = [.. days.Select(d => (DateOnly.FromDateTime(d.Day), d.Count))],
            Messages = await MessagesAsync(db, round, cancellationToken),
        };
    }

    /// <summary>
    /// Who has answered is told of a part only where at least k people of it were asked, because "1 of 1 at Elm Ward" names a person. One small part alone would
    /// follow from the round's own counts, so the next smallest goes with it. Identified rounds show it to the team anyway.
    /// </summary>
    internal static IReadOnlyList<Part> Parts(Round round, IReadOnlyList<Group> groups, Func<Group, string> name)
    {
        var parts = groups.GroupBy(name)
            .Select(g => new Part(g.Key, g.Sum(x => x.Invited), g.Sum(x => x.Sent), g.Sum(x => x.Bounced), g.Sum(x => x.Opened), g.Sum(x => x.Completed)))
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

    private static async Task<IReadOnlyList<Message>> MessagesAsync(AppDb db, Round round, CancellationToken cancellationToken)
    {
        var letters = await db.Letters.Where(l => l.RoundId == round.Id)
            .GroupBy(l => new { l.Number, l.State })
            .Select(g => new { g.Key.Number, g.Key.State, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var due = await db.Invitations.Where(i => i.RoundId == round.Id && i.NextSendAt != null)
            .GroupBy(i => i.NextSend)
            .Select(g => new { Number = g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var planned = round.DaysAfterStart is null
            ? RoundSends.Of(round, round.OpensAt, round.ClosesAt, BankHolidays.DaysOff(round))
            : [];
        var numbers = planned.Select(s => s.Number).Concat(letters.Select(l => l.Number)).Concat(due.Select(d => d.Number)).Distinct().Order();
        int Count(int number, params LetterState[] states) => letters.Where(l => l.Number == number && states.Contains(l.State)).Sum(l => l.Count);
        return [.. numbers.Select(number => new Message(number, planned.SingleOrDefault(s => s.Number == number)?.At, planned.SingleOrDefault(s => s.Number == number)?.MovedFrom,
            due.SingleOrDefault(d => d.Number == number)?.Count ?? 0, Count(number, LetterState.Waiting, LetterState.Sending), Count(number, LetterState.Sent),
            Count(number, LetterState.Dropped), Count(number, LetterState.Failed)))];
    }

    internal sealed record Group(int? SiteId, SendRoute Route, int Invited, int Sent, int Bounced, int Opened, int Completed);
}
