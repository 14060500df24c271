using SelfEval.Exchange.Charts;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

public static class ResultsProblems
{
    public const string RulesDoNotFitCode = "results.rules_do_not_fit";

    /// <summary>A rule set that no series of the team has rounds enough for.</summary>
    public static Problem RulesDoNotFit(ChartRules rules, int figures)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(RulesDoNotFitCode, StatusCodes.Status422UnprocessableEntity, "There are too few rounds for these rules",
            rules.Refuse(figures) + " Until then charts are read by the number of rounds.");
    }

    public static Problem UnknownRules() => new("results.unknown_rules", StatusCodes.Status422UnprocessableEntity,
        "There is no such rule set", $"Name one of: {string.Join(", ", ChartRules.All.Select(rules => rules.Id))}.");
}
