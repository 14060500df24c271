using SelfEval.Exchange.Charts;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>Chooses for a team by which named rules its charts over time are read. Rules that none of its scores has rounds enough for are refused.</summary>
public sealed class ChooseChartRules(AppDb db, WriteGate gate, Scope scope, Audit audit, ReadTeamSeries read)
{
    public Task RunAsync(int teamId, ChartRules rules) => gate.RunAsync(db, async () =>
    {
        var team = await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
        if (ReadTeamSeries.Of(team) == rules) return;
        var most = (await read.RunAsync(team, rules)).MostFigures;
        if (rules.Refuse(most) is not null) throw ResultsProblems.RulesDoNotFit(rules, most);
        team.ChartRules = rules == ChartRules.ByNumber ? null : rules.Id;
        audit.Add("team.chart_rules_chosen", $"team:{teamId}", team.ProgrammeId, teamId, rules.Id);
        await db.SaveChangesAsync();
    });
}
