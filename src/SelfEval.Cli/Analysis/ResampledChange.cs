using System.Globalization;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Cli.Analysis;

/// <summary>What resampling adds to a change: intervals and a test that suppose no shape of the scores.</summary>
internal static class ResampledChange
{
    /// <summary>The same people twice.</summary>
    public static void AddPaired(Report report, double[] first, double[] second, ChangeWanted wanted)
    {
        if (wanted.Resampled.Bootstrap)
        {
            AddIntervals(report, "bootstrapMeanChange", "Mean change", ResampledStatistic.MeanDifference(first, second), wanted);
            AddIntervals(report, "bootstrapGz", "Hedges' g_z", ResampledStatistic.Gz(first, second), wanted);
        }
        if (wanted.Resampled.Permutation)
            AddTest(report, PermutationTest.Paired(first, second, wanted.Resampled.Resamples, wanted.Resampled.Seed), "whose first and second score change places");
        AddDraws(report, wanted.Resampled);
    }

    /// <summary>Two groups of different people.</summary>
    public static void AddGroups(Report report, double[] first, double[] second, ChangeWanted wanted)
    {
        if (wanted.Resampled.Bootstrap)
        {
            AddIntervals(report, "bootstrapMeanDifference", "Difference of the means", ResampledStatistic.Shift(first, second), wanted);
            AddIntervals(report, "bootstrapG", "Hedges' g", ResampledStatistic.HedgesG(first, second), wanted);
        }
        if (wanted.Resampled.Permutation)
            AddTest(report, PermutationTest.TwoGroups(first, second, wanted.Resampled.Resamples, wanted.Resampled.Seed), "dealt anew into two groups of the same sizes");
        AddDraws(report, wanted.Resampled);
    }

    private static void AddIntervals(Report report, string name, string label, ResampledStatistic figure, ChangeWanted wanted)
    {
        var found = Bootstrap.Run(figure, wanted.Resampled.Resamples, wanted.Resampled.Seed, wanted.Confidence);
        Estimate<Interval> corrected = found.Try(out var result) ? result.Bca : found.Why!;
        report.Add(name + "Bca", $"{label}, bootstrap {wanted.Interval} (BCa)", corrected);
        report.Add(name + "Percentile", $"{label}, bootstrap {wanted.Interval} (percentile)", found.Then(all => all.Percentile));
    }

    private static void AddTest(Report report, Estimate<PermutationTest> found, string how)
    {
        report.Add("permutationP", $"Permutation p (two-sided): people {how}", found.Then(test => test.P));
        if (!found.Try(out var test)) return;
        report.Add("permutationExact", "Every arrangement was tried", test.IsExact);
        report.Add("permutationArrangements", "Arrangements tried or drawn", test.Arrangements);
        report.Add("permutationAsExtreme", "Of those, as far from 0 as what was found", test.AsExtreme);
    }

    private static void AddDraws(Report report, Resampling resampled)
    {
        if (!resampled.Bootstrap && !resampled.Permutation) return;
        report.Add("resamples", "Resamples", resampled.Resamples);
        report.Add("seed", "Seed", resampled.Seed.ToString(CultureInfo.InvariantCulture));
    }
}
