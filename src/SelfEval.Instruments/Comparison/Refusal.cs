using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Comparison;

/// <summary>Why a comparison is not shown.</summary>
/// <param name="Code">A stable word for programs: <c>comparison.</c> and one of <see cref="ComparabilityReason"/>'s or of the constants here.</param>
/// <param name="Words">One sentence that anybody understands.</param>
/// <param name="Details">The same with the names that a maker of questionnaires needs; empty where there is no more to say.</param>
public sealed record Refusal(string Code, string Words, IReadOnlyList<string> Details)
{
    /// <summary>What all codes begin with.</summary>
    public const string Prefix = "comparison.";

    /// <summary>A round is anonymous.</summary>
    public const string Anonymous = Prefix + "anonymous";

    /// <summary>Only one of the rounds asked it.</summary>
    public const string NotAsked = Prefix + "not_asked";

    /// <summary>Fewer than k people.</summary>
    public const string TooFew = Prefix + "too_few";

    /// <summary>Groups that overlap but for a few people.</summary>
    public const string OverlappingGroups = Prefix + "overlapping_groups";

    /// <summary>Scores too alike to show.</summary>
    public const string TooAlike = Prefix + "too_alike";

    /// <summary>A round's own figure is not shown.</summary>
    public const string RoundNotShown = Prefix + "round_not_shown";

    /// <summary>Answers came or went since a round's figures were published.</summary>
    public const string AnswersChanged = Prefix + "answers_changed";

    /// <summary>A reason of which there is no more to say.</summary>
    public static Refusal Of(string code, string words) => new(code, words, []);

    /// <summary>Why the scale's scores of two rounds may not be compared; empty where they may.</summary>
    /// <param name="pair">The rounds.</param>
    /// <param name="key"><c>instrument.scale</c>.</param>
    /// <param name="use">Levels beside each other, or one person's score subtracted from another.</param>
    /// <param name="language">Language of the titles.</param>
    public static IReadOnlyList<Refusal> Find(RoundPair pair, string key, ComparisonUse use, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(pair);
        var (first, second) = pair.Asked(key);
        if (first is null || second is null)
            return [Of(NotAsked, $"Only the {(first is null ? "later" : "earlier")} of the two rounds asked this, so there is nothing to compare it with.")];
        if (use == ComparisonUse.PersonChange && !pair.CanJoin)
            return [Of(Anonymous, "Anonymous rounds do not tell which answers come from the same person, so nobody’s change can be seen: only whoever answered each time.")];
        var reasons = new List<ComparabilityReason>();
        foreach (var before in first.Versions)
        {
            foreach (var after in second.Versions)
                reasons.AddRange(Comparability.Of(Use(first, pair.First, before), Use(second, pair.Second, after), use).Why);
        }

        // One round scored in two ways is not even comparable with itself.
        var title = second.Scale.Title.In(language);
        return [.. reasons.Distinct().GroupBy(reason => reason.Code)
            .Select(alike => new Refusal(Prefix + alike.Key, Plainly(alike.Key, title, first, second), [.. alike.Select(reason => reason.Words)]))];
    }

    private static ScaleInUse Use(ScaleScores scale, RoundScores round, string? version) => new(scale.Instrument, scale.Scale, round.Language, version);

    private static string Plainly(string code, string title, ScaleScores first, ScaleScores second) => code switch
    {
        ComparabilityReason.Transition => $"“{title}” already asks people how much has changed. Taking one round’s answers from another’s would count the change twice, so the rounds are only put beside each other.",
        ComparabilityReason.NoPersonChange => $"How one person’s “{title}” moves between rounds says nothing about that person, so the rounds are only put beside each other.",
        ComparabilityReason.ScoringVersion => "The scores were worked out by different scoring versions, and the numbers of one do not mean the same as those of the other.",
        ComparabilityReason.Direction => "In one round a higher score is better and in the other it is worse.",
        ComparabilityReason.Language => "The rounds were asked in different languages, and nobody has tested that the translation measures the same.",
        ComparabilityReason.Instrument => "The rounds used different measures, whose scores do not mean the same.",
        ComparabilityReason.Adapted => $"One round asked the whole measure and the other only a part of it, or an altered one ({first.Scale.PartCount} and {second.Scale.PartCount} questions), so the scores do not mean the same.",
        ComparabilityReason.Standing => "One round used the official wording of a measure and the other a wording of our own.",
        ComparabilityReason.Scoring => "The rounds made their scores from the same answers in different ways.",
        ComparabilityReason.MissingRule => "The rounds treated questions left blank in different ways, which alone can move the score.",
        ComparabilityReason.Range => "The scores of the two rounds run over different ranges.",
        ComparabilityReason.Question => "One round asked how things are and the other how they have changed.",
        ComparabilityReason.Wording => "Some questions were asked in other words or with other answers to choose from, so a difference could come from the words.",
        _ => "The rounds did not ask the same questions, so a difference could come from the questions.",
    };
}
