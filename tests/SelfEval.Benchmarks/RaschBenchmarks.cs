using BenchmarkDotNet.Attributes;
using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Benchmarks;

/// <summary>Calibration of 13 items with 4 options on 10,000 people, and measures of 1,000,000 answer sheets, one in five with a gap; all on one core.</summary>
[MemoryDiagnoser]
public class RaschBenchmarks
{
    private const int People = 10_000;
    private const int Sheets = 1_000_000;
    private const int Items = 13;

    private readonly RatingScaleModel model = new([-1.9, -1.55, -1.2, -0.85, -0.6, -0.3, -0.05, 0.2, 0.45, 0.8, 1.15, 1.6, 2.25], [-1.45, -0.35, 1.8]);
    private ScoreMatrix complete = new([], Items);
    private ScoreMatrix gaps = new([], Items);
    private int[] sheets = [];

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(20130601);
        double[] Thetas(int people) => [.. Normal.Samples(random, 0, 1.2).Take(people)];
        complete = SimulatedAnswers.Draw(model, Thetas(People), random);
        gaps = SimulatedAnswers.Draw(model, Thetas(People), random, missing: 0.1);
        var drawn = SimulatedAnswers.Draw(model, Thetas(Sheets), random);
        sheets = new int[Sheets * Items];
        for (var person = 0; person < Sheets; person++)
        {
            for (var item = 0; item < Items; item++) sheets[person * Items + item] = drawn[person, item]!.Value;
            if (person % 5 == 0) sheets[person * Items + random.Next(Items)] = ScoreMatrix.Missing;
        }
    }

    [Benchmark]
    public double CalibrateRatingScale() => Calibration.Fit(complete, RaschFamily.RatingScale).Value.LogLikelihood;

    [Benchmark]
    public double CalibratePartialCredit() => Calibration.Fit(complete, RaschFamily.PartialCredit).Value.LogLikelihood;

    /// <summary>One answer in ten missing, so that people are grouped by many sets of answered items.</summary>
    [Benchmark]
    public double CalibrateRatingScaleWithGaps() => Calibration.Fit(gaps, RaschFamily.RatingScale).Value.LogLikelihood;

    [Benchmark]
    public int ItemFitAndSeparation() => ModelFit.Of(model, complete).Separation.Count;

    [Benchmark]
    [Arguments(PersonEstimator.MaximumLikelihood)]
    [Arguments(PersonEstimator.WarmLikelihood)]
    [Arguments(PersonEstimator.PosteriorMean)]
    public double MillionSheetsThroughTables(PersonEstimator estimator)
    {
        var tables = new MeasureTables(model, estimator);
        double sum = 0;
        for (var at = 0; at < sheets.Length; at += Items) sum += tables.MeasureSheet(sheets.AsSpan(at, Items)).Value.Theta;
        return sum;
    }

    [Benchmark]
    public double MillionSheetsOneByOne()
    {
        double sum = 0;
        Span<int> answered = stackalloc int[Items];
        for (var at = 0; at < sheets.Length; at += Items)
        {
            var (count, raw) = (0, 0);
            for (var item = 0; item < Items; item++)
            {
                if (sheets[at + item] == ScoreMatrix.Missing) continue;
                answered[count++] = item;
                raw += sheets[at + item];
            }

            sum += model.Measure(answered[..count], raw).Theta;
        }

        return sum;
    }
}
