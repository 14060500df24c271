using System.Text.RegularExpressions;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Scoring;

/// <summary>What became of a goal between two sheets.</summary>
public enum GoalFate
{
    /// <summary>Rated both times.</summary>
    Rated,

    /// <summary>Still there, and not rated both times.</summary>
    NotRatedTwice,

    /// <summary>In the first sheet only: given up or replaced.</summary>
    Ended,

    /// <summary>In the later sheet only: it starts a series of its own.</summary>
    New,
}

/// <summary>One goal between two sheets. Its text is not in here: goals are people's own words and stay with the answers.</summary>
/// <param name="Rating">Code of the rating item, in the later sheet where the goal is there, otherwise in the first.</param>
/// <param name="First">The first rating.</param>
/// <param name="Later">The later rating.</param>
/// <param name="Fate">What became of it.</param>
public sealed record GoalChange(string Rating, double? First, double? Later, GoalFate Fate)
{
    /// <summary>Later minus first; null unless it was rated both times.</summary>
    public double? Change => Later - First;
}

/// <summary>How far one person came towards their own goals between two sheets (change per goal; mean over the goals rated both times).</summary>
public sealed partial record GoalProgress
{
    /// <summary>Every goal of either sheet: those of the first in its order, then the new ones.</summary>
    public required IReadOnlyList<GoalChange> Goals { get; init; }

    /// <summary>Goals of the first sheet.</summary>
    public required int Named { get; init; }

    /// <summary>How many of them were rated both times.</summary>
    public int Compared => Goals.Count(goal => goal.Fate == GoalFate.Rated);

    /// <summary>Mean change of the goals rated both times.</summary>
    public Estimate<double> MeanChange => Compared == 0 ? Undefined.TooFew(1, 0, "goals rated both times")
        : Goals.Where(goal => goal.Fate == GoalFate.Rated).Average(goal => goal.Change!.Value);

    /// <summary>Compares two sheets of one person. A goal is the same where its text is, whatever its place, letter case and spacing.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="scale">Its scale of goals.</param>
    /// <param name="first">The first answers.</param>
    /// <param name="later">The later answers.</param>
    /// <exception cref="ArgumentException">The scale is not one of goals.</exception>
    /// <exception cref="AnswersRefusedException">A rating does not fit its item.</exception>
    public static GoalProgress Between(Instrument instrument, Scale scale, AnswerSheet first, AnswerSheet later)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(scale);
        if (scale.Method != ScoringMethod.Goals)
            throw new ArgumentException($"Scale '{scale.Id}' has no goals: its method is {scale.Method}.", nameof(scale));
        var (before, after) = (Of(instrument, scale, first), Of(instrument, scale, later));
        var goals = new List<GoalChange>();
        foreach (var goal in before)
        {
            var at = after.FindIndex(other => other.Text == goal.Text);
            if (at < 0)
            {
                goals.Add(new GoalChange(goal.Code, goal.Rating, null, GoalFate.Ended));
                continue;
            }
            var twin = after[at];
            after.RemoveAt(at);
            goals.Add(new GoalChange(twin.Code, goal.Rating, twin.Rating, goal.Rating is not null && twin.Rating is not null ? GoalFate.Rated : GoalFate.NotRatedTwice));
        }
        goals.AddRange(after.Select(goal => new GoalChange(goal.Code, null, goal.Rating, GoalFate.New)));
        return new GoalProgress { Goals = goals, Named = before.Count };
    }

    private static List<(string Text, string Code, double? Rating)> Of(Instrument instrument, Scale scale, AnswerSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var goals = new List<(string, string, double?)>();
        foreach (var goal in scale.Goals)
        {
            var text = sheet.Text(goal.Text);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var item = new CodedItem(instrument.FindItem(goal.Rating)!);
            if (!item.TryCode(sheet, null, out var rating))
                throw new AnswersRefusedException([AnswerChecks.Check(item.Item, sheet.TryGet(goal.Rating, out var answer) ? answer : default)!]);
            goals.Add((Space().Replace(text.Trim(), " ").ToUpperInvariant(), goal.Rating, rating.Missing is null ? rating.Value : null));
        }
        return goals;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
