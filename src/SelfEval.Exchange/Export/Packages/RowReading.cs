using System.Globalization;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>Makes rows of the records of <c>responses.csv</c>: each cell back into the answer that it was made of.</summary>
internal sealed class RowReading(ExportFrame frame)
{
    /// <summary>The columns must be those that the questionnaires in the zip make.</summary>
    internal void Header(List<string> record)
    {
        if (!record.SequenceEqual(frame.Wide.Fields.Select(field => field.Name)))
            throw new InvalidDataException("responses.csv: its columns are not those that the questionnaires in the zip make.");
    }

    internal ExportRow Row(List<string> record, long line, Dictionary<string, QuestionnaireDocument> versions)
    {
        if (record.Count != frame.Wide.Fields.Count) throw new InvalidDataException($"responses.csv, record {line}: it has {record.Count} cells where the header has {frame.Wide.Fields.Count}.");
        var cells = record.ConvertAll(CsvRecords.Unguarded);
        if (!versions.TryGetValue(cells[5], out var document)) throw new InvalidDataException($"responses.csv, record {line}: the zip has no questionnaire {cells[5]}.");
        var answers = new Dictionary<string, Answer>();
        var at = RowFields.All.Length;
        foreach (var variable in frame.Versions.Variables)
        {
            if (Answer(variable, cells, at, line) is { } answer) answers[variable.Item.Code] = answer;
            at += variable.Fields.Count;
        }

        var sheet = AnswerSheet.Of(answers).Normalised(document.Items);
        return new ExportRow
        {
            Pseudonym = Words(cells[0]), Round = Words(cells[1]), RoundLabel = Words(cells[2]), Team = Words(cells[3]), Programme = Words(cells[4]), QuestionnaireHash = document.ContentHash,
            Language = Words(cells[6]), Channel = Words(cells[7]), Started = Day(cells[8]), Completed = Day(cells[9]), Late = cells[10] == "1", Answers = sheet, Scores = Scorer.Score(document, sheet),
        };
    }

    private static string Words(string cell) => ExportText.Unescape(cell);

    private static DateOnly? Day(string cell) => cell.Length == 0 ? null : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Answer? Answer(ItemVariable variable, List<string> cells, int at, long line)
    {
        if (variable.Fields.Count == 0) return null;
        var (item, first) = (variable.Item, cells[at]);
        if (first.Length == 0) return null;
        if (variable.Fields[0].Codes!.KindOf(first) is { } kind)
        {
            if (kind == MissingKind.Skipped) return null;
            var option = item.Responses?.Options.FirstOrDefault(one => one.Missing == kind)?.Code
                ?? throw new InvalidDataException($"responses.csv, record {line}: '{item.Code}' cannot be {MissingCodes.Words(kind)}.");
            return item.Kind == ItemKind.SeveralChoices ? new Answer([option]) : new Answer(option);
        }

        if (item.Kind == ItemKind.SeveralChoices) return new Answer([.. variable.Fields.Where((_, i) => cells[at + i] == "1").Select(field => field.Option!.Code)]);
        var answer = new Answer(Words(first));
        if (!item.IsText && AnswerChecks.Check(item, answer) is { } problem) throw new InvalidDataException($"responses.csv, record {line}, {variable.Name}: {problem.Message}");
        return answer;
    }
}
