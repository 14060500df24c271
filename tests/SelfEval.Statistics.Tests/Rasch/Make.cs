using CsCheck;
using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

/// <summary>Models and answers for the tests, and the definitions written down a second time, plainly.</summary>
internal static class Make
{
    /// <summary>One to six items with one to four thresholds anywhere in −4…4, in order or not.</summary>
    internal static Gen<double[][]> Thresholds { get; } = Gen.Double[-4, 4].Array[1, 4].Array[1, 6];

    internal static Gen<ThresholdModel> Model { get; } = Thresholds.Select(thresholds => new ThresholdModel(thresholds));

    internal static ScoreMatrix Matrix(params int[][] rows) => new([.. rows.SelectMany(row => row)], rows[0].Length);

    internal static int[][] Rows(ScoreMatrix answers) =>
        [.. Enumerable.Range(0, answers.People).Select(person => Enumerable.Range(0, answers.Items).Select(item => answers[person, item] ?? ScoreMatrix.Missing).ToArray())];

    internal static double[] Normals(int count, double deviation, Random random) => [.. Normal.Samples(random, 0, deviation).Take(count)];

    internal static double[] Chances(double theta, ReadOnlySpan<double> thresholds)
    {
        var weights = new double[thresholds.Length + 1];
        double exponent = 0;
        weights[0] = 1;
        for (var h = 1; h < weights.Length; h++) weights[h] = Math.Exp(exponent += theta - thresholds[h - 1]);
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>log P(answers | raw score), by going through every answer pattern there is.</summary>
    internal static double ConditionalLogLikelihood(ThresholdModel model, int[] sheet)
    {
        int[] items = [.. Enumerable.Range(0, sheet.Length).Where(item => sheet[item] != ScoreMatrix.Missing)];
        var raw = items.Sum(item => sheet[item]);
        double all = 0;
        var pattern = new int[items.Length];
        while (true)
        {
            if (pattern.Sum() == raw) all += Chance(pattern);
            var at = 0;
            while (at < pattern.Length && ++pattern[at] > model.MaximumScore(items[at])) pattern[at++] = 0;
            if (at == pattern.Length) break;
        }

        return items.Length == 0 ? 0 : Math.Log(Chance([.. items.Select(item => sheet[item])]) / all);
        double Chance(int[] scores) => items.Zip(scores).Aggregate(1.0, (product, pair) => product * Chances(0, model.Thresholds(pair.First))[pair.Second]);
    }

    /// <summary>log likelihood of a raw score, Warm's penalty included if asked for.</summary>
    internal static double LogLikelihood(ThresholdModel model, int[] items, int raw, double theta, bool warm)
    {
        double sum = raw * theta, information = 0;
        foreach (var item in items)
        {
            var chances = Chances(theta, model.Thresholds(item));
            sum += Math.Log(chances[0]);
            var mean = chances.Select((chance, h) => chance * h).Sum();
            information += chances.Select((chance, h) => chance * (h - mean) * (h - mean)).Sum();
        }

        return warm ? sum + Math.Log(information) / 2 : sum;
    }
}
