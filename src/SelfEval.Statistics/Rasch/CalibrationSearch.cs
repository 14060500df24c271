using MathNet.Numerics.LinearAlgebra;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Newton's method on the conditional log-likelihood, which is concave: a step that would not raise it is halved. Where no finite maximum exists the gradient fades but the
/// steps do not, and some threshold runs away; that is told apart from arriving.
/// </summary>
internal sealed class CalibrationSearch
{
    private const int MostSteps = 100;
    private const int MostHalvings = 40;
    private const double SmallGradient = 1e-10;
    private const double NearlyFlat = 1e-7;
    private const double LongestStep = 4;
    private const double RunAway = 30;
    private const double KnowsNothing = 100;

    private readonly ConditionalLikelihood likelihood;
    private readonly ParameterDesign design;

    private CalibrationSearch(ConditionalData data, ParameterDesign design) =>
        (likelihood, this.design, Parameters) = (new ConditionalLikelihood(data), design, design.Start());

    internal Vector<double> Parameters { get; private set; }

    internal Matrix<double> Covariance { get; private set; } = Matrix<double>.Build.Dense(1, 1);

    internal double LogLikelihood => likelihood.Value;

    internal double LargestGradient { get; private set; }

    internal int Steps { get; private set; }

    internal static Estimate<CalibrationSearch> Run(ConditionalData data, ParameterDesign design)
    {
        var search = new CalibrationSearch(data, design);
        return search.Climb() is { } problem ? problem : search;
    }

    private Undefined? Climb()
    {
        if (!Evaluate(Parameters)) return TooLarge;
        for (; Steps < MostSteps; Steps++)
        {
            var gradient = design.Categories.TransposeThisAndMultiply(Vector<double>.Build.Dense(likelihood.Gradient));
            var size = likelihood.Gradient.Length;
            var information = design.Categories.TransposeThisAndMultiply(Matrix<double>.Build.Dense(size, size, likelihood.Information) * design.Categories);
            if (Factor(information) is not { } factor) return RanAway;

            var step = factor.Solve(gradient);
            var length = step.InfinityNorm();
            LargestGradient = gradient.InfinityNorm();
            if (LargestGradient <= NearlyFlat)
            {
                // Where a parameter runs away the curvature fades along with the gradient: its variance then has no bounds.
                Covariance = factor.Solve(Matrix<double>.Build.DenseIdentity(design.Count));
                if (Covariance.Diagonal().Maximum() > KnowsNothing * KnowsNothing) return RanAway;
            }

            // The second way out is for so many people that rounding alone keeps the gradient from being small.
            if (length <= 1e-6 && LargestGradient <= SmallGradient || length <= 1e-12)
            {
                Covariance = factor.Solve(Matrix<double>.Build.DenseIdentity(design.Count));
                return null;
            }

            if (length > LongestStep) step *= LongestStep / length;
            if (!Ascend(step)) break;
            if ((design.Thresholds * Parameters).InfinityNorm() > RunAway) return RanAway;
        }

        return Undefined.NoConvergence("the thresholds");
    }

    private bool Ascend(Vector<double> step)
    {
        var (from, height) = (Parameters, likelihood.Value);
        for (var halving = 0; halving < MostHalvings; halving++, step /= 2)
        {
            Parameters = from + step;
            // Near the top a step may seem to lose by what rounding takes.
            if (Evaluate(Parameters) && likelihood.Value >= height - 1e-11 * Math.Abs(height)) return true;
        }

        return false;
    }

    private bool Evaluate(Vector<double> parameters) => likelihood.Evaluate((design.Categories * parameters).ToArray());

    private static MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>? Factor(Matrix<double> information)
    {
        try
        {
            return information.Cholesky();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Undefined RanAway { get; } = new(Undefined.NotIdentifiedCode,
        "the likelihood has no finite maximum: some threshold runs away, because an item or an option separates people's raw scores completely");

    private static Undefined TooLarge { get; } = new(Undefined.TooLargeCode,
        "there are so many items that the chance of a raw score is too small for the computation; calibrate them in parts and link the parts");
}
