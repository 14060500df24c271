using SelfEval.Cli.Reports;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Cli.Analysis;

/// <summary>The answers to the items of a scale as steps from 0, which is what the Rasch family counts.</summary>
/// <param name="Matrix">Person after person.</param>
/// <param name="Tops">The highest step that each item offers; null where that is not told.</param>
internal sealed record RaschScores(ScoreMatrix Matrix, IReadOnlyList<int>? Tops)
{
    /// <summary>Counts from 0 at the lowest answer that an item offers or, where that is not told, that anybody gave.</summary>
    public static RaschScores Of(AnalysisData data, Measured measure, RaschFamily family)
    {
        var items = measure.Items!;
        var k = items.Codes.Count;
        double[] lowest = [.. Enumerable.Range(0, k).Select(item => items.Lowest[item] ?? items.Cells.Where((_, at) => at % k == item).Min() ?? 0)];
        if (items.Lowest.Any(low => low is null) && family == RaschFamily.RatingScale) Array.Fill(lowest, lowest.Min());
        var scores = new int[items.Cells.Count];
        for (var at = 0; at < scores.Length; at++)
        {
            var score = items.Cells[at] - lowest[at % k];
            if (score is not null && (score != Math.Floor(score.Value) || score > ScoreMatrix.HighestScore))
                throw new InputException($"{data.File}: line {data.Lines[at / k]}, column '{items.Codes[at % k]}': {Say.Number(items.Cells[at]!.Value)} is no step from {Say.Number(lowest[at % k])}; Rasch models count whole steps");
            if (score > 1 && family == RaschFamily.Dichotomous)
                throw new InputException($"{data.File}: line {data.Lines[at / k]}, column '{items.Codes[at % k]}': the model rm is for two scores and this is a third; use --model rsm or pcm");
            scores[at] = score is { } step ? (int)step : ScoreMatrix.Missing;
        }
        int[]? tops = items.Highest.Any(high => high is null) ? null : [.. items.Highest.Select((high, item) => (int)(high!.Value - lowest[item]))];
        if (family == RaschFamily.RatingScale && tops?.Distinct().Count() > 1)
            throw new InputException($"{measure.Name}: its items do not all have as many options, so they are no rating scale; use --model pcm");
        if (family == RaschFamily.Dichotomous && tops?.Any(top => top > 1) == true)
            throw new InputException($"{measure.Name}: the model rm is for items with two scores, and some have more; use --model rsm or pcm");
        return new RaschScores(new ScoreMatrix(scores, k), tops);
    }
}
