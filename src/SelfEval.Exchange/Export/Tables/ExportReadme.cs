using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>What somebody who has nothing but the file must know: its rounds and their denominators, its conventions, and how each score was made.</summary>
internal static class ExportReadme
{
    /// <summary>The README, line by line; headings are in capitals.</summary>
    /// <param name="frame">What was exported.</param>
    /// <param name="files">What lies where.</param>
    /// <param name="conventions">What this format does in its own way.</param>
    internal static IEnumerable<string> Lines(ExportFrame frame, IEnumerable<string> files, params IEnumerable<string> conventions)
    {
        var about = frame.About;
        return
        [
            ExportText.Escape(about.Title),
            string.Create(CultureInfo.InvariantCulture, $"Exported {about.Created:yyyy-MM-dd HH:mm} UTC by SelfEval"),
            "",
            "ROUNDS",
            .. about.Rounds.SelectMany(round => new[]
            {
                $"- {ExportText.Escape(round.Label)} ({ExportText.Escape(round.Team)}; {ExportText.Escape(round.Programme)}), round {round.Id}, questionnaire {QuestionnaireVersions.ShortHash(round.QuestionnaireHash)}",
                "  " + Rate(round),
            }),
            .. about.RoundsLeftOut > 0 ? new[] { $"- {about.RoundsLeftOut} left out: fewer than {about.K} people answered." } : [],
            "",
            "FILES",
            .. files,
            about.IncludesTexts
                ? "In what people wrote, what looked like a name, a number or an address is replaced by words in square brackets. Others may have slipped through."
                : "What people wrote in their own words is left out.",
            "",
            "MISSING ANSWERS",
            MissingCodes.Usual.Declared,
            "A question whose own answers reach so far down has other codes, down to -999999999 where it has no lower bound: the codebook has each question's in missing_codes.",
            "Declare these codes as missing before any calculation. A question with several choices has a 0/1 column for each option (item___option).",
            "",
            "TEXTS",
            ExportText.Stated,
            .. conventions,
            "",
            "INSTRUMENTS AND RULES",
            .. frame.Questionnaires.SelectMany(questionnaire => questionnaire.Instruments).DistinctBy(instrument => (instrument.Id, instrument.Version, instrument.Standing))
                .SelectMany(instrument => OfInstrument(instrument, about.Language)),
            "style = our own wording after a published family, without its norms; adapted = a validated instrument used in part or altered;",
            "bespoke = no published scoring; licensed = official wording and tables.",
            "",
            "TO RECOMPUTE A SCORE",
            "Take the answers in used_items (their values for scoring are in the codebook under scoring_values); turn round those that the codebook lists under",
            "reversed_in (minimum + maximum - answer); put the values in replaced_items in place of the missing ones; then score by the method of the scale.",
            "Or run, with the names from the scores (--rule only where the rule is not the first); it knows the missing codes above:",
            "selfeval score --instrument <instrument>@<version> --rule <scale>=<rule> --working responses.csv",
            "",
            "SAFETY",
            "These rows are about people. Pseudonyms are of this export alone and link a person's rounds within it, not to another export. Dates have no",
            $"time of day. Rounds with fewer than {about.K} responses are not here. Do not try to find out who anybody is, do not pass the rows on, and do not",
            $"publish a number of fewer than {about.K} people, also not one that could be had by subtraction.",
        ];
    }

    /// <summary>A round's response rate, or why it has none.</summary>
    internal static string Rate(ExportedRound round) => round.Invited is > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{round.Responses} responses of {round.Invited} people invited, response rate {100.0 * round.Responses / round.Invited.Value:0}%")
        : string.Create(CultureInfo.InvariantCulture, $"{round.Responses} responses; response rate: no denominator (open link)");

    private static IEnumerable<string> OfInstrument(Instrument instrument, string language) =>
    [
        $"- {instrument.Title.In(language)}: {instrument.Id} {instrument.Version}, {ScoresTable.Word(instrument.Standing)} (SHA-256 {instrument.ContentHash})",
        .. instrument.Scales.Select(scale => $"  {instrument.Id}.{scale.Id}: {scale.Title.In(language)}; missing answers: {scale.Rule.Title.In(language)} ({scale.Rule.Id})"),
    ];
}
