using SelfEval.Exchange.Export;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Scoring;

/// <summary>
/// Reads the answers of one row after another, each checked against its item. A cell with one of our exports' missing codes (−9 … −6) is that kind of missing
/// answer, unless the item itself has such an option or number.
/// </summary>
internal sealed class AnswerReader(CsvRows csv, AnswerColumns columns)
{
    private const int MostListed = 12;
    private const string Write = " Write ";

    // In an export each item has the codes that its own answers do not reach.
    private readonly MissingCodes[]? codes = columns.IsExport ? [.. columns.Items.Select(MissingCodes.For)] : null;

    /// <summary>How many cells held a missing code.</summary>
    public long MissingCells { get; private set; }

    /// <summary>The current row given to a row scorer; problems go to the file's.</summary>
    public void Fill(RowScorer scorer)
    {
        scorer.Clear();
        foreach (var item in Enumerable.Range(0, columns.Asked.Count == columns.Items.Count ? 0 : columns.Items.Count))
        {
            if (!columns.Asked.Contains(columns.Items[item].Code)) scorer.Hide(item);
        }
        for (var i = 0; i < columns.Answers.Count; i++)
        {
            var (column, item) = columns.Answers[i];
            var cell = csv[column];
            if (cell.IsEmpty)
            {
                if (columns.IsExport) scorer.Hide(item);
            }
            else if (codes?[item].KindOf(cell) is { } stated && scorer.Answer(item, stated))
            {
                MissingCells++;
            }
            else if (!scorer.Answer(item, cell))
            {
                if (MissingCode.KindOf(cell) is { } kind && scorer.Answer(item, kind)) MissingCells++;
                else Complain(column, columns.Items[item], new Answer(cell.ToString()));
            }
        }
    }

    /// <summary>The current row as a sheet; problems go to the file's.</summary>
    public AnswerSheet Sheet()
    {
        var answers = new Dictionary<string, Answer>(columns.Answers.Count);
        foreach (var (column, at) in columns.Answers)
        {
            if (csv[column].IsEmpty) continue;
            var item = columns.Items[at];
            var text = csv[column].ToString();
            var answer = item.Kind == ItemKind.SeveralChoices ? new Answer(text.Split('|', StringSplitOptions.TrimEntries)) : new Answer(text);
            if (Missing(at, answer, text, out var option)) answer = new Answer(option);
            else if (AnswerChecks.Check(item, answer) is not null) Complain(column, item, answer);
            answers[item.Code] = answer;
        }
        foreach (var ticks in columns.Ticks.GroupBy(tick => tick.Item))
            Tick(columns.Items[ticks.Key], codes?[ticks.Key] ?? MissingCodes.Usual, ticks, answers);
        return AnswerSheet.Of(answers).Normalised(columns.Items);
    }

    /// <summary>Codes of the items that the row was asked; null leaves it to the instrument's conditions.</summary>
    public IReadOnlySet<string>? Shown(AnswerSheet sheet)
    {
        if (!columns.IsExport && columns.Asked.Count == columns.Items.Count) return null;
        var shown = SelfEval.Instruments.Scoring.Shown.Items(columns.Items, sheet).Where(columns.Asked.Contains).ToHashSet();
        if (!columns.IsExport) return shown;
        foreach (var (column, item) in columns.Answers)
            if (csv[column].IsEmpty) shown.Remove(columns.Items[item].Code);
        foreach (var (column, item, _) in columns.Ticks)
            if (csv[column].IsEmpty) shown.Remove(columns.Items[item].Code);
        return shown;
    }

    private bool Missing(int at, Answer answer, string cell, out string option)
    {
        option = "";
        // A text may be anything; in an export "-9" is a blank there too.
        var (item, kind) = (columns.Items[at], codes?[at].KindOf(cell));
        if (kind is null && !columns.IsExport && !item.IsText && AnswerChecks.Check(item, answer) is not null) kind = MissingCode.KindOf(cell);
        if (kind is null) return false;
        var stand = item.Responses?.Options.FirstOrDefault(one => one.Missing == kind)?.Code;
        if (kind != MissingKind.Skipped && stand is null) return false;
        option = kind == MissingKind.Skipped ? "" : stand!;
        MissingCells++;
        return true;
    }

    private void Tick(Item item, MissingCodes coded, IEnumerable<TickColumn> ticks, Dictionary<string, Answer> answers)
    {
        var chosen = new List<string>();
        foreach (var (column, _, option) in ticks)
        {
            var cell = csv[column];
            if (cell is "1") chosen.Add(option);
            else if (coded.KindOf(cell) is { } kind)
            {
                MissingCells++;
                if (item.Responses!.Options.FirstOrDefault(one => one.Missing == kind) is { } stand && !chosen.Contains(stand.Code)) chosen.Add(stand.Code);
            }
            else if (!cell.IsEmpty && cell is not "0") csv.Problems.Add(csv.Line, csv.Columns[column], $"'{cell}' is neither 0 nor 1");
        }
        if (chosen.Count == 0) return;
        var answer = new Answer(chosen);
        if (AnswerChecks.Check(item, answer) is { } problem) csv.Problems.Add(csv.Line, item.Code, problem.Message);
        answers[item.Code] = answer;
    }

    private void Complain(int column, Item item, Answer answer)
    {
        var message = AnswerChecks.Check(item, answer)!.Message;
        var text = answer.Text ?? "";
        var mend = item.Responses is { } set && item.Kind != ItemKind.Number ? Mend(set, text) : "";
        if (MissingCode.KindOf(text) is { } kind)
            message += $" In our exports it stands for '{kind}', but this item has no such option.";
        else if (DecimalComma.Is(text) && !mend.StartsWith(Write, StringComparison.Ordinal))
            message += " It has a decimal comma: write a point.";
        csv.Problems.Add(csv.Line, csv.Columns[column], message + mend);
    }

    // Labels, and the 3.0 or 3,0 that other programs make of a 3, are easily mended once one is told.
    private static string Mend(ResponseSet set, string text)
    {
        var options = set.Options;
        if (options.FirstOrDefault(option => option.Label.ByLanguage.Values.Contains(text, StringComparer.OrdinalIgnoreCase)) is { } labelled)
            return $" It is the label of option '{labelled.Code}': write {labelled.Code}.";
        var point = text.AsSpan().IndexOfAny('.', ',');
        if (point > 0 && point < text.Length - 1 && !text.AsSpan(point + 1).ContainsAnyExcept('0') && set.Find(text[..point]) is { } whole)
            return $"{Write}{whole.Code}.";
        return $" The options are {string.Join(", ", options.Take(MostListed).Select(option => option.Code))}{(options.Count > MostListed ? ", …" : "")}.";
    }
}
