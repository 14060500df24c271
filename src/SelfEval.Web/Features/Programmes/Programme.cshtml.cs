using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Staff)]
public sealed class ProgrammeModel(AppDb db, Scope scope, TeamsAtWork atWork, CurrentAccount who) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public IReadOnlyList<(int Id, string Name, string Now)> Teams { get; private set; } = [];

    public string? ArchivedOn { get; private set; }

    public string NoticeWords { get; private set; } = "";

    /// <summary>Said aloud as long as anybody may still be asked.</summary>
    public bool LacksNotice { get; private set; }

    public string KeepWords { get; private set; } = "";

    public bool MayAdminister => who.IsAdministrator;

    public bool MayEvaluate { get; private set; }

    public string? Notice => Done switch
    {
        "created" => "The programme is made. Now add its teams.",
        "saved" => "The programme is changed.",
        "notice" => "The new privacy notice is shown from now on.",
        "keeping" => "How long data is kept is changed.",
        "archived" => "The programme is archived.",
        "reopened" => "The programme is out of the archive.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        var right = who.IsAdministrator ? Right.Administer : Right.See;
        var programme = await scope.Programmes(right).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        (Name, Description) = (programme.Name, programme.Description);
        ArchivedOn = programme.ArchivedAt is { } archived ? LocalTime.Date(archived) : null;
        var notice = await db.PrivacyNotices.Where(n => n.ProgrammeId == Id).OrderByDescending(n => n.Number).Select(n => new { n.Number, n.MadeAt }).FirstOrDefaultAsync();
        NoticeWords = notice is null ? "Not written yet" : $"Version {notice.Number}, from {LocalTime.Date(notice.MadeAt)}";
        LacksNotice = notice is null && programme.ArchivedAt is null;
        KeepWords = $"Contacts {programme.Keeps.ContactDays} days, answers {programme.Keeps.AnswerMonths} months after a round has closed";
        MayEvaluate = await scope.Programmes(Right.Evaluate).AnyAsync(p => p.Id == Id);
        var teams = await atWork.ReadAsync(scope.Teams(right).Where(t => t.ProgrammeId == Id));
        Teams = [.. teams.Select(t => (t.Id, t.Name, Now(t)))];
    }

    // An administrator keeps the house and is told nothing about answers.
    private static string Now(TeamAtWork team) => team.Count(RoundState.Open) switch
    {
        0 when team.Count(RoundState.Planned) > 0 => "A round is planned",
        0 when team.Count(RoundState.Closed) > 0 => "No round is open",
        0 => "No round yet",
        1 => "1 round is open",
        var open => $"{open} rounds are open",
    };
}
