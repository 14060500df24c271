using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations;

[Authorize(Policy = Access.Administrator)]
public sealed class AuditModel(AppDb db, IOptions<SelfEvalOptions> options) : PageModel
{
    private const int RowsOnAPage = 50;
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    [BindProperty(SupportsGet = true, Name = "team")]
    public int? TeamId { get; set; }

    [BindProperty(SupportsGet = true, Name = "begins")]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public string Zone => options.Value.Zone;

    public string? FromText => From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string? ToText => To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public IReadOnlyList<SelectListItem> Teams { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + RowsOnAPage - 1) / RowsOnAPage);

    public string PageHref => $"/operations/audit?team={TeamId}&begins={Uri.EscapeDataString(Action ?? "")}&from={FromText}&to={ToText}&p={{0}}";

    public async Task OnGetAsync()
    {
        Teams = [.. (await db.Teams.OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync())
            .Select(t => new SelectListItem(t.Name, $"{t.Id}", t.Id == TeamId))];
        var entries = Filtered();
        Total = await entries.CountAsync();
        Number = Math.Clamp(Number, 1, Pages);
        var rows = await entries.OrderByDescending(e => e.Id).Skip((Number - 1) * RowsOnAPage).Take(RowsOnAPage)
            .Select(e => new
            {
                Entry = e,
                Who = db.Users.Where(a => a.Id == e.AccountId).Select(a => a.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == e.TeamId).Select(t => t.Name).FirstOrDefault(),
            }).ToListAsync();
        Rows = [.. rows.Select(r => new Row(
            When(r.Entry),
            r.Who ?? r.Entry.Source switch { "job" => "The service", Audit.ParticipantSource => "A participant", _ => "Nobody signed in" }, r.Entry.Action, r.Entry.Subject, r.Team ?? "", r.Entry.Detail ?? ""))];
    }

    private IQueryable<AuditEntry> Filtered()
    {
        IQueryable<AuditEntry> entries = db.AuditEntries;
        if (TeamId is { } team) entries = entries.Where(e => e.TeamId == team);
        if (!string.IsNullOrWhiteSpace(Action))
        {
            var action = Action.Trim();
            entries = entries.Where(e => e.Action.StartsWith(action));
        }

        if (From is { } from && At(from) is var begin) entries = entries.Where(e => e.At >= begin);
        if (To is { } to && to < DateOnly.MaxValue && At(to.AddDays(1)) is var end) entries = entries.Where(e => e.At < end);
        return entries;
    }

    /// <summary>Of what a participant did only the day is known.</summary>
    private string When(AuditEntry entry) => entry.Source == Audit.ParticipantSource
        ? entry.At.ToString("d MMM yyyy", British)
        : WallClock.ToLocal(entry.At, Zone).ToString("d MMM yyyy, HH:mm:ss", British);

    private DateTime At(DateOnly date) => WallClock.ToUtc(date.ToDateTime(TimeOnly.MinValue), Zone, Edge.Opens);

    public sealed record Row(string When, string Who, string Action, string Subject, string Team, string Detail);
}
