using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Scores answer sheets. Pure: the same instrument and answers always give the same scores.</summary>
public static class Scorer
{
    /// <summary>Scores every scale of an instrument. Answers to other items are passed over.</summary>
    /// <param name="instrument">The instrument, whole or taken in part.</param>
    /// <param name="sheet">The answers.</param>
    /// <param name="shown">Codes of the items that were shown; null lets the instrument's own conditions decide.</param>
    /// <exception cref="AnswersRefusedException">An answer does not fit its item.</exception>
    public static IReadOnlyList<ScaleScore> Score(Instrument instrument, AnswerSheet sheet, IReadOnlySet<string>? shown = null) =>
        CompiledInstrument.Of(instrument).Score(sheet, shown);

    /// <summary>Scores every scale of every instrument of a questionnaire.</summary>
    /// <inheritdoc cref="Score(Instrument, AnswerSheet, IReadOnlySet{string})"/>
    public static IReadOnlyList<ScaleScore> Score(QuestionnaireDocument questionnaire, AnswerSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var shown = questionnaire.Items.Any(item => item.ShowIf is not null) ? Shown.Items(questionnaire.Items, sheet) : null;
        var scores = new List<ScaleScore>();
        foreach (var instrument in questionnaire.Instruments)
            scores.AddRange(Score(instrument, sheet, shown));
        return scores;
    }
}
