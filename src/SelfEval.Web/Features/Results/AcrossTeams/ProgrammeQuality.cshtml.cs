using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>For evaluators: how many answered in each team and round, which edition that is, how much could not be scored and what is hidden.</summary>
public sealed class ProgrammeQualityModel(Scope scope, ProgrammeRounds rounds, TimeProvider clock) : ProgrammePage(scope, rounds)
{
    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    public Task OnGetAsync(CancellationToken cancellationToken) => OpenAsync(mayEvery: true, cancellationToken);

    /// <summary>The response rate with its interval, or that it has no denominator.</summary>
    public static string Rate(PublishedSummary summary) => summary.Round switch
    {
        { Invited: null } => "open link: no denominator",
        { ResponseRate: { } rate } when summary is { RateLow: { } low, RateHigh: { } high } => $"{ResultWords.Share(rate)}, likely {ResultWords.Share(low)} to {ResultWords.Share(high)}",
        var round => round.ResponseRateWords,
    };

    /// <summary>For each instrument the share of people without a score, as far as that is published.</summary>
    public static IEnumerable<string> Unscored(PublishedRound round) => round.Scales.GroupBy(scale => (scale.Instrument, scale.InstrumentTitle)).Select(of =>
    {
        var shares = of.Where(scale => scale is { Unscored: not null, Responses: > 0 }).Select(scale => (double)scale.Unscored!.Value / scale.Responses).ToList();
        var words = shares.Count == 0 ? "not shown" : ResultWords.Share(shares.Min()) is var least && ResultWords.Share(shares.Max()) is var most && least != most ? $"{least} to {most}" : least;
        var (all, hidden) = (of.Count(), of.Count() - shares.Count);
        return $"{of.Key.InstrumentTitle}: {words}{(hidden > 0 && shares.Count > 0 ? $", not shown for {hidden} of {all} scores" : "")}";
    });

    /// <summary>What is hidden, in words.</summary>
    public static IReadOnlyList<string> Hidden(PublishedSummary summary)
    {
        var round = summary.Round;
        if (round.Withheld is not null) return [$"everything: fewer than {round.K} people"];
        List<string> hidden = [];
        var scales = round.Scales.Where(scale => scale.Withheld is not null).Select(scale => scale.Title).ToList();
        var numbers = round.Scales.Count(scale => scale is { Mean: not null, N: null });
        var older = round.Scales.Count(scale => scale.AsOf is not null);
        if (scales.Count > 0) hidden.Add($"scores: {string.Join(", ", scales)}");
        if (numbers > 0) hidden.Add($"how many people have a score: {numbers} of {round.Scales.Count} scores");
        if (summary.ItemsHidden > 0) hidden.Add($"some answers: {summary.ItemsHidden} of {summary.Items} questions");
        if (summary.GroupsHidden > 0) hidden.Add($"groups: {summary.GroupsHidden} of {summary.Groups}");
        if (older > 0) hidden.Add($"the newest answers: {older} of {round.Scales.Count} scores are as in an earlier edition");
        return hidden.Count == 0 ? ["nothing"] : hidden;
    }
}
