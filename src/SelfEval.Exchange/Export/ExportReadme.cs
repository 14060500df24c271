using System.Globalization;
using System.Text;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>The README of an export.</summary>
internal static class ExportReadme
{
    internal static string Write(RoundExportAbout about, IReadOnlyList<QuestionnaireDocument> questionnaires)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append("\r\n");
        Line(about.Title);
        Line(string.Create(CultureInfo.InvariantCulture, $"Exported {about.Created:yyyy-MM-dd HH:mm} UTC by SelfEval"));
        Line();
        Line("ROUNDS");
        foreach (var round in about.Rounds)
        {
            Line($"- {round.Label} ({round.Team}; {round.Programme}), round {round.Id}, questionnaire {RoundExport.ShortHash(round.QuestionnaireHash)}");
            Line($"  {Rate(round)}");
        }

        if (about.RoundsLeftOut > 0) Line($"- {about.RoundsLeftOut} left out: fewer than {about.K} people answered.");
        Line();
        Line("FILES");
        Line("responses.csv  one row a response; the columns are described in codebook.csv");
        Line("scores.csv     one row a response and scale, with its working; joins to responses.csv by pseudonym and round");
        Line("codebook.csv   one row a column of responses.csv: its question, values, instrument and scales");
        Line("All are UTF-8 without a byte order mark, comma-separated, with a header line; numbers use a dot and are never rounded.");
        if (!about.IncludesTexts) Line("What people wrote in their own words is left out.");
        else Line("In what people wrote, what looked like a name, a number or an address is replaced by words in square brackets. Others may have slipped through.");
        Line();
        Line("MISSING ANSWERS");
        Line(MissingCode.Declared);
        Line("Declare these codes as missing before any calculation. A question with several choices has a 0/1 column for each option (item___option).");
        Line();
        Line("INSTRUMENTS AND RULES");
        foreach (var instrument in questionnaires.SelectMany(q => q.Instruments).DistinctBy(i => (i.Id, i.Version, i.Standing)))
        {
            Line($"- {instrument.Title.In(about.Language)}: {instrument.Id} {instrument.Version}, {ScoreCells.Standing(instrument.Standing)} (SHA-256 {instrument.ContentHash})");
            foreach (var scale in instrument.Scales)
                Line($"  {instrument.Id}.{scale.Id}: {scale.Title.In(about.Language)}; missing answers: {scale.Rule.Title.In(about.Language)} ({scale.Rule.Id})");
        }

        Line("style = our own wording after a published family, without its norms; adapted = a validated instrument used in part or altered;");
        Line("bespoke = no published scoring; licensed = official wording and tables.");
        Line();
        Line("TO RECOMPUTE A SCORE");
        Line("Take the answers in used_items; turn round those that the codebook lists under reversed_in (minimum + maximum - answer); put the values in");
        Line("replaced_items in place of the missing ones; then score by the method of the scale in that version of the instrument. Or");
        Line("run, with the names from scores.csv (--rule only where the rule is not the first); it knows the missing codes above:");
        Line("selfeval score --instrument <instrument>@<version> --rule <scale>=<rule> --working responses.csv");
        Line();
        Line("SAFETY");
        Line("These rows are about people. Pseudonyms are of this export alone and link a person's rounds within it, not to another export. Dates have no");
        Line($"time of day. Rounds with fewer than {about.K} responses are not here. Do not try to find out who anybody is, do not pass the rows on, and do not");
        Line($"publish a number of fewer than {about.K} people, also not one that could be had by subtraction.");
        Line("Text cells that a spreadsheet would take for a formula (beginning with = + - @, a tab or a line break, or their full-width forms) have an");
        Line("apostrophe before them; take it away before analysing the text. Numbers are never changed.");
        return text.ToString();
    }

    private static string Rate(ExportedRound round) => round.Invited is > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{round.Responses} responses of {round.Invited} people invited, response rate {100.0 * round.Responses / round.Invited.Value:0}%")
        : string.Create(CultureInfo.InvariantCulture, $"{round.Responses} responses; response rate: no denominator (open link)");
}
