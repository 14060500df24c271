namespace SelfEval.Statistics.Rasch;

/// <summary>
/// A threshold that lies below the one before it, so that the score between them is nowhere the most likely one. A finding about how the options work,
/// not a failure of the estimation (Adams, Wu and Wilson 2012, Educational and Psychological Measurement 72:547–573, doi 10.1177/0013164411432166).
/// </summary>
/// <param name="Item">Position of the item.</param>
/// <param name="Score">The score between the two thresholds: the lower threshold leads away from it, the higher one to it.</param>
/// <param name="Reversal">How far the two lie in the wrong order, in logits; above 0.</param>
public readonly record struct ThresholdDisorder(int Item, int Score, double Reversal)
{
    /// <summary>Every place where a model's thresholds are not in order, by item and score; none if all are.</summary>
    public static IReadOnlyList<ThresholdDisorder> In(ThresholdModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var found = new List<ThresholdDisorder>();
        for (var item = 0; item < model.ItemCount; item++)
        {
            var thresholds = model.Thresholds(item);
            for (var score = 1; score < thresholds.Length; score++)
                if (thresholds[score] < thresholds[score - 1])
                    found.Add(new(item, score, thresholds[score - 1] - thresholds[score]));
        }

        return found;
    }
}
