using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Plans a round in two steps: the form, then a page that says what will happen. Nothing is kept in between.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed partial class PlanModel(
    AppDb db, PlanRound plan, Scope scope, PublishedQuestionnaires questionnaires, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    private static readonly PlanInputValidator Validator = new();

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    [FromRoute]
    public int TeamId { get; set; }

    public string HomeZone => options.Value.Zone;

    public Team Team { get; private set; } = null!;

    /// <summary>Nothing is refused for it: rounds that are planned already would stop.</summary>
    public int? ProgrammeWithoutNotice { get; private set; }

    public IReadOnlyList<PublishedQuestionnaire> Questionnaires { get; private set; } = [];

    /// <summary>By what the final results may be shown too: the team's sites, and what its questionnaires ask about people.</summary>
    public IReadOnlyList<BackgroundQuestion> Breakdowns { get; private set; } = [];

    /// <summary>Set on the second step.</summary>
    public RoundPlan? Plan { get; private set; }

    public PlannedTimes Times { get; private set; } = null!;

    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>When people will be written to, by the rule that the sending follows.</summary>
    public IReadOnlyList<DueSend> Sends => RoundSends.Of(Plan!.Zone, Plan.Reminders, Times.OpensAt, Times.ClosesAt, BankHolidays.DaysOff(Plan.KeepsDaysOff, Plan.Holidays));

    public PublishedQuestionnaire Questionnaire => Questionnaires.First(q => q.VersionId == Plan!.QuestionnaireVersionId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = PlanInput.Fresh(options.Value, clock.GetUtcNow().UtcDateTime);
        if (Questionnaires is [var only]) Input.QuestionnaireVersionId = only.VersionId;
        if (Copied is not null) Input = CopyOf(Copied, Input);
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var checkedPlan = Input.ToPlan();
            Times = await plan.CheckAsync(TeamId, checkedPlan);
            Plan = checkedPlan;
            return Page();
        });
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        await LoadAsync();
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostCreateAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var id = await plan.RunAsync(TeamId, Input.ToPlan() with { TextsOfRound = Copied?.Id });
            return Redirect(Input.IdentityMode == IdentityMode.Anonymous ? $"/rounds/{id}?done=planned" : $"/rounds/{id}/people/add?done=planned");
        });
    }

    private async Task LoadAsync()
    {
        Team = await scope.Teams(Right.Lead).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        if (!await db.PrivacyNotices.AnyAsync(n => n.ProgrammeId == Team.ProgrammeId)) ProgrammeWithoutNotice = Team.ProgrammeId;
        Questionnaires = await questionnaires.OfTeamAsync(TeamId);
        await LoadCopiedAsync();
        var asked = Questionnaires.SelectMany(q => q.Background).DistinctBy(b => b.Code);
        Breakdowns = await db.Sites.CountAsync(s => s.TeamId == TeamId) > 1 ? [new(RoundPlan.BySite, "Site (not for anonymous rounds)"), .. asked] : [.. asked];
    }
}
