using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Exchange.Charts;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>A lead chooses how the team's charts over time are read.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class TeamChartRulesModel(Scope scope, ReadTeamSeries read, ChooseChartRules choose) : PageModel
{
    private static readonly InlineValidator<InputForm> Rules = NewRules();

    [FromRoute]
    public int TeamId { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public Team Team { get; private set; } = null!;

    /// <summary>The most rounds with a figure that any score has.</summary>
    public int MostFigures { get; private set; }

    /// <summary>What the team can choose, and for each how it reads and whether it can be used now.</summary>
    public string Hint(ChartRules rules) => rules.Refuse(MostFigures) is { } refused ? $"{rules.Definition} Not possible yet: {refused}" : rules.Definition;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input.Rules = ReadTeamSeries.Of(Team).Id;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Rules, Input, async () =>
        {
            try
            {
                await choose.RunAsync(TeamId, ChartRules.Find(Input.Rules)!);
            }
            catch (Problem problem) when (problem.Code == ResultsProblems.RulesDoNotFitCode)
            {
                ModelState.AddModelError("Input.Rules", $"{problem.Title}. {problem.WhatToDo}");
                return new PageResult { StatusCode = problem.Status };
            }

            return LocalRedirect($"/teams/{TeamId}/results?done=rules");
        });
    }

    private async Task LoadAsync()
    {
        Team = await scope.Teams(Right.Lead).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MostFigures = (await read.RunAsync(Team)).MostFigures;
    }

    private static InlineValidator<InputForm> NewRules()
    {
        var rules = new InlineValidator<InputForm>();
        rules.RuleFor(i => i.Rules).Must(id => ChartRules.Find(id) is not null).WithMessage("Choose how charts are read");
        return rules;
    }

    public sealed class InputForm
    {
        public string? Rules { get; set; }
    }
}
