using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>What resampling says about a figure.</summary>
/// <param name="Value">The figure on the people themselves.</param>
/// <param name="Resamples">R, how many resamples.</param>
/// <param name="Mean">Mean of the replicates.</param>
/// <param name="StandardError">Their standard deviation.</param>
/// <param name="Below">Replicates strictly below the value, both rounded to 9 decimals.</param>
/// <param name="Equal">Replicates equal to the value, both rounded to 9 decimals.</param>
/// <param name="Percentile">
/// The ((R+1)·α/2)-th and ((R+1)·(1−α/2))-th sorted replicate; where that is between two, interpolated on the normal scale
/// (Davison and Hinkley 1997, Bootstrap Methods and their Application, equation 5.8).
/// </param>
/// <param name="PercentileType7">Quantiles of the replicates by type 7 (Hyndman and Fan 1996).</param>
/// <param name="Basic">2·value minus the opposite ends of <paramref name="Percentile"/>.</param>
/// <param name="BiasCorrection">z₀, the normal quantile of the share below the value; undefined where that share is 0 or 1.</param>
/// <param name="Acceleration">a, from the delete-one jackknife (Efron and Tibshirani 1993, An Introduction to the Bootstrap, 14.3); undefined where the jackknife is.</param>
/// <param name="BcaLevels">The two levels at which BCa reads the replicates.</param>
/// <param name="Bca">Bias-corrected and accelerated limits, interpolated on the normal scale: the interval to report.</param>
/// <param name="BcaType7">The same levels read by type 7.</param>
public sealed record BootstrapResult(
    double Value,
    int Resamples,
    double Mean,
    double StandardError,
    int Below,
    int Equal,
    Interval Percentile,
    Interval PercentileType7,
    Interval Basic,
    Estimate<double> BiasCorrection,
    Estimate<double> Acceleration,
    Estimate<Interval> BcaLevels,
    Estimate<Interval> Bca,
    Estimate<Interval> BcaType7)
{
    /// <summary>Mean of the replicates minus the value.</summary>
    public double Bias => Mean - Value;
}
