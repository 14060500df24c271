using System.Collections.Concurrent;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Measures of many answer sheets: the raw-score table of each set of answered items is computed once and kept, so that a sheet costs a sum and a look-up
/// and allocates nothing. Safe to use from several threads.
/// </summary>
/// <param name="model">The thresholds.</param>
/// <param name="estimator">How measures are found.</param>
/// <param name="mostTables">How many tables are kept. Sheets with still other gaps are measured one by one, to the same values.</param>
/// <exception cref="ArgumentNullException">No model.</exception>
public sealed class MeasureTables(ThresholdModel model, PersonEstimator estimator = PersonEstimator.MaximumLikelihood, int mostTables = 4096)
{
    private const int Stacked = 64;

    private static readonly Undefined Unanswered = Undefined.TooFew(1, 0, "answers");

    private readonly ThresholdModel model = model ?? throw new ArgumentNullException(nameof(model));
    private readonly PersonMeasure[] complete = model.RawScoreTable(estimator);
    private readonly ConcurrentDictionary<string, PersonMeasure[]> tables = new();

    private int kept;

    /// <summary>How many tables are kept for sheets with gaps.</summary>
    public int Count => kept;

    /// <summary>The measure of one sheet; undefined where nothing was answered.</summary>
    /// <param name="scores">The person's score on each item of the model, in its order; <see cref="ScoreMatrix.Missing"/> where there is no answer.</param>
    /// <exception cref="ArgumentException">Another number of scores than the model has items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score that the item does not have.</exception>
    public Estimate<PersonMeasure> MeasureSheet(ReadOnlySpan<int> scores)
    {
        if (scores.Length != model.ItemCount)
            throw new ArgumentException($"The model has {model.ItemCount} items and the sheet {scores.Length}.", nameof(scores));
        Span<char> room = stackalloc char[Stacked];
        var key = Key(room);
        int raw = 0, answered = 0;
        for (var item = 0; item < scores.Length; item++)
        {
            var score = scores[item];
            if (score == ScoreMatrix.Missing) continue;
            if (score < 0 || score > model.MaximumScore(item))
                throw new ArgumentOutOfRangeException(nameof(scores), score, $"Item {item + 1} has scores from 0 to {model.MaximumScore(item)}.");
            AnsweredPattern.Mark(key, item);
            raw += score;
            answered++;
        }

        return answered == 0 ? Unanswered : answered == scores.Length ? complete[raw] : Find(key, raw);
    }

    /// <summary>The measures of many people, in their order; undefined for those who answered nothing.</summary>
    /// <param name="answers">Scores on the model's items, in its order.</param>
    /// <exception cref="ArgumentException">Another number of items than the model has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score that the item does not have.</exception>
    public Estimate<PersonMeasure>[] MeasureAll(ScoreMatrix answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var sheet = new int[answers.Items];
        var measures = new Estimate<PersonMeasure>[answers.People];
        for (var person = 0; person < measures.Length; person++)
        {
            var row = answers.Row(person);
            for (var item = 0; item < sheet.Length; item++) sheet[item] = row[item];
            measures[person] = MeasureSheet(sheet);
        }

        return measures;
    }

    /// <summary>The measure of a raw score on some of the items.</summary>
    /// <inheritdoc cref="ThresholdModel.Measure" path="/param[@name='items' or @name='raw']"/>
    /// <inheritdoc cref="ThresholdModel.Measure" path="/exception"/>
    public PersonMeasure Measure(ReadOnlySpan<int> items, int raw)
    {
        Span<char> room = stackalloc char[Stacked];
        var key = Key(room);
        foreach (var item in items)
        {
            if ((uint)item >= (uint)model.ItemCount)
                throw new ArgumentOutOfRangeException(nameof(items), item, $"Items are numbered from 0 to {model.ItemCount - 1}.");
            AnsweredPattern.Mark(key, item);
        }

        if (items.IsEmpty) throw new ArgumentException("Nothing was answered, so there is no measure.", nameof(items));
        var maximum = model.MaximumRaw(items);
        if (raw < 0 || raw > maximum)
            throw new ArgumentOutOfRangeException(nameof(raw), raw, $"A raw score on these {items.Length} items lies between 0 and {maximum}.");
        return items.Length == model.ItemCount ? complete[raw] : Find(key, raw);
    }

    private Span<char> Key(Span<char> room)
    {
        var length = AnsweredPattern.Length(model.ItemCount);
        var key = length <= room.Length ? room[..length] : new char[length];
        key.Clear();
        return key;
    }

    private PersonMeasure Find(ReadOnlySpan<char> key, int raw)
    {
        var known = tables.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key, out var table)) return table[raw];
        var items = AnsweredPattern.Items(key, model.ItemCount);
        // Counted here: a concurrent dictionary locks all of itself to count. Two threads at the limit may keep one table more.
        if (Volatile.Read(ref kept) >= mostTables) return model.Measure(items, raw, estimator);
        table = model.RawScoreTable(items, estimator);
        if (known.TryAdd(key, table)) Interlocked.Increment(ref kept);
        return table[raw];
    }
}
