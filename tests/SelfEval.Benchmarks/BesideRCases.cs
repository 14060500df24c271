using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.ProcessCharts;
using SelfEval.Statistics.Rasch;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Benchmarks;

/// <summary>Our side of every case; R's is in <c>r/</c> under the same ids.</summary>
internal static class BesideRCases
{
    private static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>The cases in order; data is read when its cases come up.</summary>
    public static IEnumerable<BesideRCase> Of(string folder) =>
        [.. ReliabilityOf(folder), .. RaschOf(folder), .. ResamplingOf(folder), .. RanksOf(folder), .. ScoresOf(folder)];

    private static IEnumerable<BesideRCase> ReliabilityOf(string folder)
    {
        double[] answers = [.. BesideRData.Load<int>(folder, "answers").Select(answer => (double)answer)];
        static IEnumerable<(string, double[])> Figures(ScaleReliability scale) =>
        [
            ("alpha", [scale.Alpha.Value]),
            ("item-rest r", [.. scale.Items.Select(item => item.ItemRest.Value)]),
            ("alpha if deleted", [.. scale.Items.Select(item => item.AlphaIfDeleted.Value)]),
        ];
        foreach (var (id, by) in new[] { ("alpha", "covariances"), ("alpha-psych", "psych") })
            yield return BesideRCase.Of(id, $"Alpha and item statistics, 1,000,000 × 25 ({by})", () => ScaleReliability.Of(answers, BesideRData.ScaleItems), Figures);
    }

    private static IEnumerable<BesideRCase> RaschOf(string folder)
    {
        var answers = new ScoreMatrix(BesideRData.Load<int>(folder, "rasch"), BesideRData.RaschItems);
        static IEnumerable<(string, double[])> Thresholds(Calibration fit) =>
        [
            ("thresholds", [.. fit.Items.SelectMany(item => item.Thresholds).Select(threshold => threshold.Value)]),
            ("log-likelihood", [fit.LogLikelihood]),
        ];
        Calibration Fit(RaschFamily family) => Calibration.Fit(answers, family).Value;
        yield return BesideRCase.Of("rsm", "Rating-scale calibration, 10,000 × 13 × 4", () => Fit(RaschFamily.RatingScale), Thresholds);
        yield return BesideRCase.Of("pcm", "Partial-credit calibration, 10,000 × 13 × 4", () => Fit(RaschFamily.PartialCredit), Thresholds);
        var model = Fit(RaschFamily.RatingScale).Model;
        yield return BesideRCase.Of("person", "Measures of 10,000 people, raw-score table included", () => new MeasureTables(model).MeasureAll(answers),
            measures => [("measures", [.. measures.Where(one => !one.Value.Extreme).Select(one => one.Value.Theta).Distinct().Order()]),
                ("standard errors", [.. measures.Where(one => !one.Value.Extreme).Select(one => one.Value).DistinctBy(one => one.Theta).OrderBy(one => one.Theta).Select(one => one.StandardError)])]);
    }

    private static IEnumerable<BesideRCase> ResamplingOf(string folder)
    {
        double[] first = [.. BesideRData.Load<double>(folder, "first").Take(500)], second = [.. BesideRData.Load<double>(folder, "second").Take(500)];
        foreach (var (name, statistic) in BesideRData.Statistics(first, second))
            yield return BesideRCase.Of("bca-" + name, $"BCa of {name}, n = 500, 10,000 resamples", () => Bootstrap.Run(statistic, BesideRData.Resamples, BesideRData.Seed).Value,
                result => [("limits from the same replicates", [result.Bca.Value.Low, result.Bca.Value.High]), ("limits", [result.Bca.Value.Low, result.Bca.Value.High])]);
        yield return BesideRCase.Of("permutation-paired", "Permutation, 500 pairs, 9,999 sign flips", () => PermutationTest.Paired(first, second).Value, test => [("p by chance", [test.P])]);
        yield return BesideRCase.Of("permutation-groups", "Permutation, 250 and 250 people, 9,999 deals",
            () => PermutationTest.TwoGroups(first.AsSpan(0, 250), second.AsSpan(250)).Value, test => [("p by chance", [test.P])]);
    }

    private static IEnumerable<BesideRCase> RanksOf(string folder)
    {
        double[] first = BesideRData.Load<double>(folder, "first"), second = BesideRData.Load<double>(folder, "second"), steps = BesideRData.Load<double>(folder, "steps");
        double[] changes = [.. second.Zip(first, (after, before) => after - before)], stepped = [.. steps.Select((step, at) => at == 0 ? step - 25 : step - steps[at - 1] + 1)];
        yield return BesideRCase.Of("signed-rank-exact", "Wilcoxon signed rank, exact, n = 49", () => SignedRankTest.Of(changes.AsSpan(0, 49)), test => [("p", [test.ExactP.Value])]);
        yield return BesideRCase.Of("signed-rank", "Wilcoxon signed rank, n = 1,000 with ties", () => SignedRankTest.Of(stepped), test => [("p", [test.P.Value])]);
        yield return BesideRCase.Of("mann-whitney-exact", "Mann–Whitney, exact, 40 and 40", () => MannWhitneyTest.Of(first.AsSpan(0, 40), second.AsSpan(40, 40)).Value, test => [("p", [test.ExactP.Value])]);
        yield return BesideRCase.Of("mann-whitney", "Mann–Whitney, 500 and 500 with ties", () => MannWhitneyTest.Of(steps.AsSpan(0, 500), steps.AsSpan(500)).Value, test => [("p", [test.P.Value])]);
        yield return BesideRCase.Of("hodges-lehmann", "Hodges–Lehmann with interval, n = 1,000", () => HodgesLehmann.OneSample(changes).Value,
            found => [("estimate and limits", [found.Value, found.Interval.Low, found.Interval.High])]);
        yield return BesideRCase.Of("hodges-lehmann-search", "The same (R's approximate search)", () => HodgesLehmann.OneSample(changes).Value,
            found => [("estimate by search", [found.Value])]);
    }

    private static IEnumerable<BesideRCase> ScoresOf(string folder)
    {
        foreach (var scoring in CareOf(folder)) yield return scoring;
        foreach (var name in new[] { "scores", "measures" })
        {
            var values = BesideRData.Load<double>(folder, name);
            yield return BesideRCase.Of("describe-" + name, $"Description with quantiles of 1,000,000 {name}", () => Describe(values), found => [("mean, SD, skewness, quantiles", found)]);
        }

        var series = BesideRData.Load<double>(folder, "series");
        yield return BesideRCase.Of("xmr", "XmR chart of 1,000 points", () => XmrChart.Of(series), chart =>
        [
            ("mean, limits", [chart.Phases[0].Mean, chart.Phases[0].Limits.Value.Low, chart.Phases[0].Limits.Value.High]),
            ("points flagged by rule", [chart.Points.Count(point => point.Outside != 0), chart.Points.Count(point => point.Shift7 != 0), chart.Points.Count(point => point.Trend7 != 0)]),
        ]);
    }

    // Two ways in: answer codes as they are stored, and positions among the options, which are numbers as R's matrix holds them.
    private static IEnumerable<BesideRCase> CareOf(string folder)
    {
        const int Items = BesideRData.CareItems;
        var care = ShippedInstruments.Get("care-style");
        var rows = RowScorer.For(care)!;
        string[] codes = ["", "1", "2", "3", "4", "5", "na"];
        int[] options = [.. codes.Select(code => care.Items[0].Responses!.Options.ToList().FindIndex(option => option.Code == code))];
        var numbers = BesideRData.Load<int>(folder, "care");
        var texts = Array.ConvertAll(numbers, number => codes[number]);
        Array.ForEach(numbers, number => ArgumentOutOfRangeException.ThrowIfNotEqual(options[number] < 0, number == BesideRData.Blank));
        var positions = Array.ConvertAll(numbers, number => options[number]);

        double?[] FromCodes()
        {
            var scores = new double?[BesideRData.Many];
            for (int row = 0, at = 0; row < scores.Length; row++)
            {
                rows.Clear();
                for (var item = 0; item < Items; item++, at++)
                {
                    if (texts[at] is { Length: > 0 } code && !rows.Answer(item, code)) throw new InvalidDataException($"'{code}' is no option.");
                }
                scores[row] = rows.Score()[0].Value;
            }
            return scores;
        }

        double?[] FromPositions() => ScorePositions(rows, positions);

        static IEnumerable<(string, double[])> Totals(double?[] scores) =>
            [("scored, sum, first 100", [scores.Count(score => score is not null), scores.Sum() ?? 0, .. scores.Take(100).Select(score => score ?? -1)])];
        yield return BesideRCase.Of("score", "1,000,000 CARE-style sheets from answer codes: checked, scored, working of each", FromCodes, Totals);
        yield return BesideRCase.Of("score-numbers", "The same from numbers: total or too many missing", FromPositions, Totals);
        yield return BesideRCase.Of("score-psych", "The same from numbers beside psych", FromPositions, scores =>
            [("scored, sum, first 100 by psych", [.. Totals(scores).Single().Item2])]);
    }

    private static double?[] ScorePositions(RowScorer rows, int[] positions)
    {
        var scores = new double?[BesideRData.Many];
        for (int row = 0, at = 0; row < scores.Length; row++)
        {
            rows.Clear();
            for (var item = 0; item < BesideRData.CareItems; item++, at++)
            {
                if (positions[at] >= 0) rows.Answer(item, positions[at]);
            }
            scores[row] = rows.Values()[0].Value;
        }
        return scores;
    }

    private static double[] Describe(double[] values)
    {
        var found = Descriptive.Describe(values);
        return [found.Mean.Value, found.StandardDeviation.Value, found.Values.Skewness(ShapeDefinition.Moment).Value,
            .. Levels.Select(level => found.Values.Quantile(level, QuantileDefinition.HyndmanFan6).Value),
            .. Levels.Select(level => found.Values.Quantile(level, QuantileDefinition.HyndmanFan7).Value)];
    }
}
