using SelfEval.Statistics.Description;

namespace SelfEval.Statistics.Rasch;

/// <summary>Fit of answers to a model, whether its thresholds were fitted to the same answers or given.</summary>
/// <param name="Items">Fit of each item.</param>
/// <param name="Separation">How well people are told apart.</param>
public sealed record ModelFit(IReadOnlyList<ItemFit> Items, PersonSeparation Separation)
{
    /// <summary>Compares answers with a model.</summary>
    /// <param name="model">The thresholds.</param>
    /// <param name="answers">Scores on the model's items, in its order; missing ones are left out.</param>
    /// <exception cref="ArgumentException">Another number of items, or a score that an item does not have.</exception>
    public static ModelFit Of(ThresholdModel model, ScoreMatrix answers)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Items != model.ItemCount)
            throw new ArgumentException($"The model has {model.ItemCount} items and the answers {answers.Items}.", nameof(answers));
        var sums = new FitSums[answers.Items];
        RunningMoments measures = default, errors = default;
        var patterns = new Dictionary<string, PatternExpectations>();
        var known = patterns.GetAlternateLookup<ReadOnlySpan<char>>();
        var key = new char[AnsweredPattern.Length(answers.Items)];
        for (var person = 0; person < answers.People; person++)
        {
            var row = answers.Row(person);
            var (raw, answered) = AnsweredPattern.Read(row, key);
            if (answered == 0) continue;
            if (!known.TryGetValue(key, out var pattern)) known[key] = pattern = new PatternExpectations(model, AnsweredPattern.Items(key, answers.Items));
            foreach (var item in pattern.Items)
                if (row[item] > model.MaximumScore(item))
                    throw new ArgumentException($"Person {person + 1} has {row[item]} on item {item + 1}, whose highest score is {model.MaximumScore(item)}.", nameof(answers));
            if (raw == 0 || raw == pattern.Maximum) continue;
            var (measure, expected) = pattern.At(raw);
            measures = measures.Add(measure.Theta);
            errors = errors.Add(measure.StandardError * measure.StandardError);
            for (var at = 0; at < expected.Length; at++) sums[pattern.Items[at]].Add(row[pattern.Items[at]], expected[at]);
        }

        return new([.. sums.Select(ItemFit.Of)], PersonSeparation.Of(measures, errors));
    }

    /// <summary>What the model expects of people who answered the same items, computed once for each raw score that occurs.</summary>
    private sealed class PatternExpectations(ThresholdModel model, int[] items)
    {
        private readonly (PersonMeasure, ScoreCumulants[])?[] known = new (PersonMeasure, ScoreCumulants[])?[model.MaximumRaw(items) + 1];

        internal int[] Items => items;

        internal int Maximum => known.Length - 1;

        internal (PersonMeasure Measure, ScoreCumulants[] Expected) At(int raw)
        {
            if (known[raw] is { } found) return found;
            var measure = model.Measure(items, raw);
            var made = (measure, items.Select(item => model.Cumulants(item, measure.Theta)).ToArray());
            known[raw] = made;
            return made;
        }
    }
}
