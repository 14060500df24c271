using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Tests.Comparison;

/// <summary>A person's score in a round; null where they have none.</summary>
internal sealed record Scored(string Person, double? Value, double? Error = null, string? Version = null);

/// <summary>A round with the scores of its people and what was published of it.</summary>
internal sealed record Wave(RoundScores Scores, PublishedRound Published)
{
    /// <summary>A round that asked one instrument, of whose first scale people have these scores.</summary>
    internal static Wave Of(Instrument instrument, IEnumerable<Scored> people, bool joins = true, int k = 5, string language = "en")
    {
        var questionnaire = QuestionnaireDocument.Compose("Test", null, [new QuestionnairePage(null, null, [.. instrument.Items.Select(item => item.Code)])], [instrument]);
        var (scores, tally) = (new RoundScores(questionnaire, joins), new RoundTally(questionnaire));
        foreach (var person in people)
        {
            ScaleScore[] own = [Score(instrument, person)];
            scores.Add(person.Person, language, own);
            tally.Add(AnswerSheet.Empty, own);
        }

        return new Wave(scores, DisclosureGate.Publish(tally.ToFigures(null), k));
    }

    internal static IEnumerable<Scored> People(params double[] values) => values.Select((value, i) => new Scored($"p{i}", value));

    internal static PublishedScaleChange Compare(Wave first, Wave second, Func<string, ScalePairs, SamePeopleDecision>? decide = null) =>
        Change(first, second, decide).Scales[0];

    internal static PublishedChange Change(Wave first, Wave second, Func<string, ScalePairs, SamePeopleDecision>? decide = null) =>
        ChangeGate.Publish(new RoundPair(first.Scores, second.Scores), new ComparedEditions(first.Published, second.Published, "January 2026", "June 2026"), decide);

    private static ScaleScore Score(Instrument instrument, Scored person) => new()
    {
        Instrument = instrument.Id,
        InstrumentVersion = instrument.Version,
        Standing = instrument.Standing,
        Scale = instrument.Scales[0].Id,
        Rule = instrument.Scales[0].Rule.Id,
        ScoringVersion = person.Version ?? instrument.Scales[0].ScoringVersion,
        Value = person.Value,
        StandardError = person.Error,
        Unscored = person.Value is null ? UnscoredReason.TooManyMissing : null,
        ItemCount = instrument.Scales[0].PartCount,
        Answered = instrument.Scales[0].PartCount,
        Used = [],
    };
}
