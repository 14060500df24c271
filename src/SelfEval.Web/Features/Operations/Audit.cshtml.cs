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
public sealed class AuditModel(AppDb db, WriteGate gate, VerifyAudit verify, Audit audit, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    private const int RowsOnAPage = 50;
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    [BindProperty(SupportsGet = true, Name = "who")]
    public int? AccountId { get; set; }

    [BindProperty(SupportsGet = true, Name = "begins")]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public int? ProgrammeId { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public int? TeamId { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public string Zone => options.Value.Zone;

    public string? FromText => AuditSearch.Text(From);

    public string? ToText => AuditSearch.Text(To);

    public IReadOnlyList<SelectListItem> Accounts { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Programmes { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Teams { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>Only where somebody has just asked.</summary>
    public AuditVerdict? Verdict { get; private set; }

    public int Pages => Math.Max(1, (Total + RowsOnAPage - 1) / RowsOnAPage);

    public string PageHref => With("p={0}");

    private AuditSearch Search => new() { Who = AccountId, Action = Action, Subject = Subject, Programme = ProgrammeId, Team = TeamId, From = From, To = To };

    public string PostHref(string handler) => With($"handler={handler}");

    public async Task OnGetAsync()
    {
        NameBadDate("from", "From date");
        NameBadDate("to", "To date");
        Accounts = Items(await db.Users.OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(), a => a.Id, a => a.Name, AccountId);
        Programmes = Items(await db.Programmes.OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(), p => p.Id, p => p.Name, ProgrammeId);
        Teams = Items(await db.Teams.OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(), t => t.Id, t => t.Name, TeamId);
        var entries = Search.Among(db, Zone);
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
            r.Who ?? r.Entry.Source switch { "job" => "The service", Audit.ConsoleSource => "A command on the server", Audit.ParticipantSource => "Participants", _ when r.Entry.AccountId is { } gone => $"Account {gone}", _ => "Nobody signed in" },
            r.Entry.Action, r.Entry.Subject, r.Team ?? "", r.Entry.Detail ?? ""))];
    }

    private void NameBadDate(string field, string label)
    {
        if (ModelState[field] is not { Errors.Count: > 0 } state) return;
        state.Errors.Clear();
        ModelState.AddModelError(field, $"“{label}” must be a day that there is, such as 2026-03-02. The list is not narrowed by it");
    }

    public async Task OnPostVerifyAsync(CancellationToken cancellationToken)
    {
        Verdict = await verify.RunAsync(cancellationToken);
        await audit.SeenAsync(gate, "audit.checked", "audit:all", null, null, Verdict.Holds ? "it holds" : $"entry {Verdict.Entry} does not hold");
        await OnGetAsync();
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken cancellationToken)
    {
        var search = Search;
        var last = await db.AuditEntries.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
        await audit.SeenAsync(gate, "audit.exported", "audit:all", ProgrammeId, TeamId, search.Words());
        return new CsvResult($"selfeval-audit-{clock.GetUtcNow():yyyy-MM-dd}.csv",
            (output, cancellation) => AuditFile.WriteAsync(search.Among(db, Zone).Where(e => e.Id <= last), output, cancellation));
    }

    private string With(string more) => Search.Href is var href && href.Contains('?', StringComparison.Ordinal) ? $"{href}&{more}" : $"{href}?{more}";

    private static SelectListItem[] Items<T>(List<T> rows, Func<T, int> id, Func<T, string> name, int? chosen) =>
        [.. rows.Select(r => new SelectListItem(name(r), $"{id(r)}", id(r) == chosen))];

    /// <summary>Of what participants did only the day is known.</summary>
    private string When(AuditEntry entry) => entry.Source == Audit.ParticipantSource
        ? entry.At.ToString("d MMM yyyy", British)
        : WallClock.ToLocal(entry.At, Zone).ToString("d MMM yyyy, HH:mm:ss", British);

    public sealed record Row(string When, string Who, string Action, string Subject, string Team, string Detail);
}
