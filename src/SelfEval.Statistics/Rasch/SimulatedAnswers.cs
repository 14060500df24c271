namespace SelfEval.Statistics.Rasch;

/// <summary>Answers drawn from a model: to try a design or a programme on data whose truth is known.</summary>
public static class SimulatedAnswers
{
    /// <summary>Draws every person's score on every item.</summary>
    /// <param name="model">The thresholds.</param>
    /// <param name="thetas">A measure for each person, in logits.</param>
    /// <param name="random">The source of chance; the same seed draws the same answers.</param>
    /// <param name="missing">The chance that an answer is left out, independently of everything else; from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A measure that is not finite, or a chance out of range.</exception>
    public static ScoreMatrix Draw(ThresholdModel model, ReadOnlySpan<double> thetas, Random random, double missing = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(random);
        if (missing is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(missing), missing, "The chance of a missing answer lies between 0 and 1.");
        var scores = new int[thetas.Length * model.ItemCount];
        Span<double> room = stackalloc double[ScoreMatrix.HighestScore + 1];
        var at = 0;
        foreach (var theta in thetas)
        {
            if (!double.IsFinite(theta)) throw new ArgumentOutOfRangeException(nameof(thetas), theta, "A measure is a finite number.");
            for (var item = 0; item < model.ItemCount; item++)
            {
                var chances = room[..(model.MaximumScore(item) + 1)];
                model.CategoryProbabilities(item, theta, chances);
                var (left, score) = (random.NextDouble(), 0);
                while (score < chances.Length - 1 && (left -= chances[score]) >= 0) score++;
                scores[at++] = missing > 0 && random.NextDouble() < missing ? ScoreMatrix.Missing : score;
            }
        }

        return new ScoreMatrix(scores, model.ItemCount);
    }
}
