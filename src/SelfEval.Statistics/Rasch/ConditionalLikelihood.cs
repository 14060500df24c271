using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// The conditional log-likelihood of category parameters, Σ counts·log w − Σ nᵣ log γᵣ, with its gradient and information. Weights of each item are kept summing to 1, so
/// that γᵣ is the chance of raw score r at θ = 0.
/// </summary>
internal sealed class ConditionalLikelihood
{
    private readonly ConditionalData data;
    private readonly PatternMoments moments;
    private readonly double[][] weights;

    internal ConditionalLikelihood(ConditionalData data)
    {
        this.data = data;
        weights = [.. data.Tops.Select(top => new double[top + 1])];
        moments = new PatternMoments(data, weights);
    }

    internal double Value { get; private set; }

    /// <summary>By category parameter (each item's scores 1…m).</summary>
    internal double[] Gradient => moments.Gradient;

    /// <summary>Row-major, by category parameter.</summary>
    internal double[] Information => moments.Information;

    /// <summary>Computes everything at category parameters; false where a raw score's chance is beyond the range of a double.</summary>
    internal bool Evaluate(ReadOnlySpan<double> categories)
    {
        Value = 0;
        moments.Clear();
        for (var item = 0; item < weights.Length; item++)
        {
            var row = categories[data.Starts[item]..data.Starts[item + 1]];
            double largest = 0, sum = 0;
            foreach (var value in row) largest = Math.Max(largest, value);
            for (var h = 0; h < weights[item].Length; h++) sum += weights[item][h] = Math.Exp((h == 0 ? 0 : row[h - 1]) - largest);
            for (var h = 0; h < weights[item].Length; h++)
            {
                weights[item][h] /= sum;
                Value += data.Counts[item][h] * ((h == 0 ? 0 : row[h - 1]) - largest - Math.Log(sum));
                if (h > 0) moments.Gradient[data.Starts[item] + h - 1] = data.Counts[item][h];
            }
        }

        // Many small groups are added up here, so the sum is kept in two doubles.
        var total = default(PairedDouble);
        foreach (var group in data.Groups)
        {
            if (moments.Add(group) is not { } logs) return false;
            total += new PairedDouble(logs, 0);
        }

        moments.Close();
        Value -= total.Value;
        return double.IsFinite(Value);
    }
}
