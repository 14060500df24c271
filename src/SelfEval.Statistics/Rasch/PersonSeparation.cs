using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// How well the measures tell people apart: the share of their observed variance that is not error (Wright and Masters 1982, Rating Scale Analysis). Over maximum-likelihood measures, without
/// people at the lowest or highest raw score.
/// </summary>
/// <param name="Count">How many people are behind it.</param>
/// <param name="Reliability">(variance − mean error variance)/variance; below 0 where error outweighs.</param>
/// <param name="Variance">Variance of the measures, with n − 1.</param>
/// <param name="ErrorVariance">Mean of the squared standard errors.</param>
public sealed record PersonSeparation(int Count, Estimate<double> Reliability, Estimate<double> Variance, Estimate<double> ErrorVariance)
{
    internal static PersonSeparation Of(RunningMoments measures, RunningMoments errorVariances)
    {
        var count = (int)measures.Count;
        Estimate<double> error = errorVariances.Mean is { } mean ? mean : Undefined.TooFew(1, 0, "people with a raw score between the lowest and the highest");
        if (measures.Variance is not { } variance)
        {
            var few = Undefined.TooFew(2, count, "people with a raw score between the lowest and the highest");
            return new(count, few, few, error);
        }

        return new(count, variance == 0 ? Undefined.NoVariance("the measures") : (variance - error.Value) / variance, variance, error);
    }
}
