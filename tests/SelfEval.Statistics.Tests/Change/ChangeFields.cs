using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

/// <summary>Which of our figures is which field of the reference results, and how close it has to be.</summary>
internal static class ChangeFields
{
    private const double OfDistribution = 1e-8, Noncentral = 1e-4, Bca = 1e-6;

    internal static GoldenFields Paired(string where, PairedComparison found)
    {
        var (effects, test, people) = (found.Effects, found.Test, found.Differences.Count);
        return new GoldenFields(where)
            .Count("n", people)
            .Number("mean1", found.First.Mean).Number("sd1", found.First.StandardDeviation)
            .Number("mean2", found.Second.Mean).Number("sd2", found.Second.StandardDeviation)
            .Number("mean_diff", found.Differences.Mean).Number("sd_diff", found.Differences.StandardDeviation).Number("se_diff", found.Differences.StandardError)
            .Number("correlation", found.Correlation)
            .Number("t", test.Then(t => t.T)).Count("df", test.Try(out var t) ? (long)t.DegreesOfFreedom : people - 1)
            .Number("p_two_sided", test.Then(t => t.P), OfDistribution).Interval("mean_diff_ci95", test.Then(t => t.Interval), OfDistribution)
            .Number("d_z", effects.Dz).Interval("d_z_ci95", effects.DzInterval, Noncentral)
            .Number("d_av", effects.Dav).Number("d_av_rms", effects.DavRms).Number("d_baseline_sd", effects.DBaseline).Number("d_rm", effects.Drm)
            .Number("J_exact_df_n_minus_1", effects.Correction).Number("J_approx_df_n_minus_1", HedgesCorrection.Approximate(people - 1))
            .Number("g_z", effects.Gz).Interval("g_z_ci95", effects.GzInterval, Noncentral)
            .Number("g_av", effects.Gav).Number("g_av_rms", effects.GavRms).Number("g_av_rms_df_2n_minus_2", effects.GavRmsWithBothWaves)
            .Block("wilcoxon_signed_rank", inner => SignedRank(inner, found.SignedRank))
            .Block("hodges_lehmann", inner => HodgesLehmann(inner, found.TypicalChange)?.Count("n_walsh", found.TypicalChange.Value.Pairs));
    }

    internal static GoldenFields Unpaired(string where, TwoGroupComparison found)
    {
        var effects = found.Effects;
        return new GoldenFields(where)
            .Count("n1", found.First.Count).Count("n2", found.Second.Count)
            .Number("mean1", found.First.Mean).Number("sd1", found.First.StandardDeviation)
            .Number("mean2", found.Second.Mean).Number("sd2", found.Second.StandardDeviation)
            .Number("mean_diff", found.MeanDifference)
            .Block("student", inner => TTest(inner, found.Student).Number("pooled_sd", effects.Then(e => e.PooledStandardDeviation)))
            .Block("welch", inner => TTest(inner, found.Welch))
            .Number("cohens_d_pooled", effects.Then(e => e.CohensD)).Interval("cohens_d_ci95", Flat(effects, e => e.CohensDInterval), Noncentral)
            .Number("J_exact", effects.Then(e => e.Correction)).Number("J_approx", HedgesCorrection.Approximate(found.First.Count + found.Second.Count - 2))
            .Number("hedges_g", effects.Then(e => e.HedgesG)).Interval("hedges_g_ci95", Flat(effects, e => e.HedgesGInterval), Noncentral)
            .Number("d_average_variance", effects.Then(e => e.DAverageVariance)).Number("glass_delta_sd1", Flat(effects, e => e.GlassDelta))
            .Block("mann_whitney", inner => MannWhitney(inner, found.MannWhitney.Value))
            .Block("hodges_lehmann_shift_2_minus_1", inner => HodgesLehmann(inner, found.TypicalDifference));
    }

    internal static GoldenFields Bootstrapped(string where, string label, BootstrapResult found) => new GoldenFields(where)
        .Text("statistic", label)
        .Number("t0", found.Value).Count("R", found.Resamples)
        .Number("boot_mean", found.Mean).Number("boot_bias", found.Bias).Number("boot_se", found.StandardError)
        .Count("n_below_t0", found.Below).Count("n_equal_t0", found.Equal)
        .Interval("percentile95_order_statistics", found.Percentile).Interval("percentile95_quantile_type7", found.PercentileType7).Interval("basic95", found.Basic)
        .Number("z0", found.BiasCorrection, OfDistribution)
        .Number("acceleration_jackknife", found.Acceleration, OfDistribution).Number("acceleration_jackknife_two_sample", found.Acceleration, OfDistribution)
        .Interval("bca_alpha", found.BcaLevels, OfDistribution)
        .Interval("bca95_normal_interpolation", found.Bca, Bca).Interval("bca95_quantile_type7", found.BcaType7, Bca);

    internal static GoldenFields Reliable(string where, ReliableChange found, ClinicalCutoffs? cutoffs, string people) => new GoldenFields(where)
        .Number("sd_pre", found.StandardDeviation).Number("reliability", found.Reliability)
        .Number("sem", found.StandardErrorOfMeasurement).Number("s_diff", found.StandardErrorOfDifference).Number("smallest_reliable_change_1.96", found.SmallestReliableChange)
        .Flag("lower_is_better", found.LowerIsBetter).Number("cutoff", found.Cutoff!.Value)
        .Block("cutoffs", inner => cutoffs is null ? null : new GoldenFields(inner).Number("a", cutoffs.A).Number("b", cutoffs.B).Number("c", cutoffs.C))
        .Block("counts_reliable_change", inner => new GoldenFields(inner)
            .Count("improved", found.Counts.Improved).Count("unchanged", found.Counts.Unchanged).Count("deteriorated", found.Counts.Deteriorated))
        .Block("counts_jt", inner => new GoldenFields(inner)
            .Count("recovered", found.ClinicalCounts!.Value.Recovered).Count("improved", found.ClinicalCounts.Value.Improved)
            .Count("unchanged", found.ClinicalCounts.Value.Unchanged).Count("deteriorated", found.ClinicalCounts.Value.Deteriorated))
        .Text("persons_file", people);

    internal static ResampledStatistic Statistic(string label, bool paired, double[] first, double[] second) => (label, paired) switch
    {
        ("mean_diff", true) => ResampledStatistic.MeanDifference(first, second),
        ("d_z", true) => ResampledStatistic.Dz(first, second),
        ("g_z", true) => ResampledStatistic.Gz(first, second),
        ("d_av_rms", true) => ResampledStatistic.DavRms(first, second),
        ("mean_diff", false) => ResampledStatistic.Shift(first, second),
        ("cohens_d_pooled", false) => ResampledStatistic.CohensD(first, second),
        ("hedges_g", false) => ResampledStatistic.HedgesG(first, second),
        _ => throw new InvalidOperationException($"Nobody resamples {label}."),
    };

    private static GoldenFields TTest(string where, Estimate<TTest> test) => new GoldenFields(where)
        .Number("t", test.Then(t => t.T)).Number("df", test.Then(t => t.DegreesOfFreedom)).Number("p_two_sided", test.Then(t => t.P), OfDistribution)
        .Interval("mean_diff_ci95", test.Then(t => t.Interval), OfDistribution).Number("se", test.Then(t => t.StandardError));

    private static GoldenFields SignedRank(string where, SignedRankTest found) => new GoldenFields(where)
        .Count("n_nonzero", found.NonZero).Count("n_zero", found.Zero)
        .Number("w_plus", found.WPlus).Number("w_minus", found.WMinus).Flag("has_ties", found.HasTies)
        .Number("p_exact_conditional", found.ExactP)
        .Number("z_no_cc", found.Normal.Then(z => z.Z)).Number("p_normal_no_cc", found.Normal.Then(z => z.P), OfDistribution)
        .Number("z_cc", found.CorrectedNormal.Then(z => z.Z)).Number("p_normal_cc", found.CorrectedNormal.Then(z => z.P), OfDistribution)
        .Number("pratt_w_plus", found.PrattWPlus)
        .Number("pratt_z_no_cc", found.PrattNormal.Then(z => z.Z)).Number("pratt_p_normal_no_cc", found.PrattNormal.Then(z => z.P), OfDistribution)
        .Number("rank_biserial", found.RankBiserial);

    private static GoldenFields MannWhitney(string where, MannWhitneyTest found) => new GoldenFields(where)
        .Count("n1", found.Count1).Count("n2", found.Count2).Number("u1", found.U1).Number("u2", found.U2).Flag("has_ties", found.HasTies)
        .Number("p_exact_twice_smaller_tail", found.ExactP).Number("p_exact_abs_deviation", found.ExactPByDeviation)
        .Number("z_no_cc", found.Normal.Then(z => z.Z)).Number("p_normal_no_cc", found.Normal.Then(z => z.P), OfDistribution)
        .Number("z_cc", found.CorrectedNormal.Then(z => z.Z)).Number("p_normal_cc", found.CorrectedNormal.Then(z => z.P), OfDistribution)
        .Number("prob_superiority_2_over_1", found.ProbabilityOfSuperiority).Number("rank_biserial_2_vs_1", found.RankBiserial);

    private static GoldenFields? HodgesLehmann(string where, Estimate<HodgesLehmann> found) => !found.Try(out var estimate) ? null : new GoldenFields(where)
        .Number("estimate", estimate.Value).Interval("ci95", estimate.Interval)
        .Count("ci_k", estimate.IntervalRank).Number("ci_achieved_confidence", estimate.AchievedConfidence);

    private static Estimate<T> Flat<TFrom, T>(Estimate<TFrom> from, Func<TFrom, Estimate<T>> part) => from.Try(out var found) ? part(found) : from.Why!;
}
