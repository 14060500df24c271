using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Operations;

/// <summary>What somebody looks for in the audit; all of it optional.</summary>
public sealed record AuditSearch
{
    public int? Who { get; init; }

    /// <summary>How the action begins, such as "round" or "round.closed".</summary>
    public string? Action { get; init; }

    /// <summary>A thing, such as "round:12", or a kind of thing.</summary>
    public string? Subject { get; init; }

    public int? Programme { get; init; }

    public int? Team { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public IQueryable<AuditEntry> Among(AppDb db, string zone)
    {
        IQueryable<AuditEntry> entries = db.AuditEntries;
        if (Who is { } who) entries = entries.Where(e => e.AccountId == who);
        if (Action?.Trim() is { Length: > 0 } action) entries = entries.Where(e => e.Action.StartsWith(action));
        if (Subject?.Trim() is { Length: > 0 } subject)
        {
            var kind = subject + ":";
            entries = entries.Where(e => e.Subject == subject || e.Subject.StartsWith(kind));
        }

        // Of a programme are also the acts that name only one of its teams.
        if (Programme is { } programme) entries = entries.Where(e => e.ProgrammeId == programme || (e.ProgrammeId == null && db.Teams.Any(t => t.Id == e.TeamId && t.ProgrammeId == programme)));
        if (Team is { } team) entries = entries.Where(e => e.TeamId == team);
        if (From is { } from && Start(from, zone) is var begin) entries = entries.Where(e => e.At >= begin);
        if (To is { } to && to < DateOnly.MaxValue && Start(to.AddDays(1), zone) is var end) entries = entries.Where(e => e.At < end);
        return entries;
    }

    /// <summary>The page that shows it, with a place for the number of the page of results.</summary>
    public string Href => QueryHelpers.AddQueryString("/operations/audit", Fields().Where(f => !string.IsNullOrEmpty(f.Value)));

    /// <summary>For the entry that says who took what out of the audit.</summary>
    public string Words() => Fields().Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"{f.Key} {f.Value}").ToList() is { Count: > 0 } words ? string.Join(", ", words) : "all";

    private IEnumerable<KeyValuePair<string, string?>> Fields() =>
    [
        new("who", Text(Who)), new("begins", Action), new("subject", Subject), new("programme", Text(Programme)), new("team", Text(Team)), new("from", Text(From)), new("to", Text(To)),
    ];

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static DateTime Start(DateOnly date, string zone) => WallClock.ToUtc(date.ToDateTime(TimeOnly.MinValue), zone, Edge.Opens);
}
