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

    public static Problem NoneYet(int k) => new("results.none_yet", StatusCodes.Status404NotFound, "No results have been published yet",
        $"Results are first published when {k} people have answered.");

    /// <summary>Outside, only the final results are given: a figure that still moves tells more each time it is seen.</summary>
    public static Problem OutwardNotYet() => new("results.outward_not_yet", StatusCodes.Status404NotFound, "There are no results to publish yet",
        "They come with the final results, after the round has closed.");

    public static Problem UnknownForm() => new("results.unknown_form", StatusCodes.Status422UnprocessableEntity,
        "There is no such form of the results", "Leave form out for the team’s own figures, or ask for form=outward for figures to publish.");

    public static Problem UnknownRules() => new("results.unknown_rules", StatusCodes.Status422UnprocessableEntity,
        "There is no such rule set", $"Name one of: {string.Join(", ", ChartRules.All.Select(rules => rules.Id))}.");
}
