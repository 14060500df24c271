using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Makes a plan in three steps: when, then what and whom, then a page that lists every round. Nothing is kept in between.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class NewModel(AppDb db, MakePlan make, Scope scope, PublishedQuestionnaires questionnaires, IOptions<SelfEvalOptions> options) : PageModel
{
    public enum Step
    {
        When,
        What,
        Check,
    }

    private static readonly WhenValidator When = new();
    private static readonly WhatValidator What = new();
    private static readonly string[] WhatFields =
        [.. new[] { nameof(PlanForm.QuestionnaireVersionId), nameof(PlanForm.Audience), nameof(PlanForm.IdentityMode), nameof(PlanForm.IdentifiedReason), nameof(PlanForm.K), nameof(PlanForm.Breakdowns) }.Select(f => "Input." + f)];

    [BindProperty]
    public PlanForm Input { get; set; } = new();

    [FromRoute]
    public int TeamId { get; set; }

    public Step At { get; private set; }

    public Team Team { get; private set; } = null!;

    /// <summary>Nothing is refused for it: rounds that are planned already would stop.</summary>
    public int? ProgrammeWithoutNotice { get; private set; }

    public IReadOnlyList<PublishedQuestionnaire> Questionnaires { get; private set; } = [];

    public IReadOnlyList<BackgroundQuestion> Breakdowns { get; private set; } = [];

    public IReadOnlyList<CheckedRound> Rounds { get; private set; } = [];

    public PlanRule Rule { get; private set; } = null!;

    public string HomeZone => options.Value.Zone;

    public PublishedQuestionnaire Questionnaire => Questionnaires.First(q => q.VersionId == Rule.QuestionnaireVersionId);

    /// <summary>What was typed on the other step, to be sent along.</summary>
    public IEnumerable<(string Name, string Value)> Kept => Request.HasFormContentType
        ? Request.Form.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal) && IsKept(f.Key)).SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")))
        : [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = PlanForm.Fresh(options.Value);
    }

    public async Task<IActionResult> OnPostWhenAsync()
    {
        await LoadAsync();
        return await this.PostAsync(When, Input, async () =>
        {
            await make.CheckDaysAsync(TeamId, Input.ToRule());
            At = Step.What;
            if (Input.K is null) Input.K = PlanForm.Fresh(options.Value).K;
            if (Questionnaires is [var only]) Input.QuestionnaireVersionId ??= only.VersionId;
            return Page();
        });
    }

    public Task<IActionResult> OnPostCheckAsync() => FinishAsync(async rule =>
    {
        Rounds = await make.CheckAsync(TeamId, rule);
        (At, Rule) = (Step.Check, rule);
        return Page();
    });

    public Task<IActionResult> OnPostCreateAsync() => FinishAsync(async rule => Redirect($"/plans/{await make.RunAsync(TeamId, rule)}?done=made"));

    public async Task<IActionResult> OnPostChangeAsync()
    {
        await LoadAsync();
        ModelState.Clear();
        return Page();
    }

    private async Task<IActionResult> FinishAsync(Func<PlanRule, Task<IActionResult>> act)
    {
        await LoadAsync();
        var when = await When.ValidateAsync(Input);
        if (!when.IsValid) return await this.PostAsync(When, Input, () => Task.FromResult<IActionResult>(Page()));
        At = Step.What;
        var result = await this.PostAsync(What, Input, () => act(Input.ToRule()));
        // A mistake that only the whole shows is said on the step whose field it is.
        if (At == Step.What && ModelState.Any(f => f.Value!.Errors.Count > 0 && !WhatFields.Contains(f.Key))) At = Step.When;
        return result;
    }

    private bool IsKept(string field) => At switch
    {
        Step.When => WhatFields.Contains(field),
        Step.What => !WhatFields.Contains(field),
        _ => true,
    };

    private async Task LoadAsync()
    {
        Team = await scope.Teams(Right.Lead).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        if (!await db.PrivacyNotices.AnyAsync(n => n.ProgrammeId == Team.ProgrammeId)) ProgrammeWithoutNotice = Team.ProgrammeId;
        Questionnaires = await questionnaires.OfTeamAsync(TeamId);
        var asked = Questionnaires.SelectMany(q => q.Background).DistinctBy(b => b.Code);
        Breakdowns = await db.Sites.CountAsync(s => s.TeamId == TeamId) > 1 ? [new(RoundPlan.BySite, "Site (not for anonymous rounds)"), .. asked] : [.. asked];
    }
}
