using SelfEval.Exchange.Import;

namespace SelfEval.Cli.Analysis;

/// <summary>Measures from columns of numbers: scores, or the items of one scale, whose score is the mean of the items answered.</summary>
internal sealed class NumberMeasures : IMeasureReader
{
    private readonly CsvRows csv;
    private readonly DataRequest request;
    private readonly int[] scores;
    private readonly int[] items;
    private readonly bool[] reversed;
    private readonly List<double?>[] values;
    private readonly List<double?> cells = [];

    public NumberMeasures(CsvRows csv, DataRequest request)
    {
        (this.csv, this.request) = (csv, request);
        scores = [.. request.Scores.Select(name => ReadAnalysisData.Find(csv, name))];
        items = [.. request.Items.Select(name => ReadAnalysisData.Find(csv, name))];
        reversed = [.. request.Items.Select(request.Reversed.Contains)];
        values = [.. scores.Select(_ => new List<double?>())];
    }

    public IEnumerable<string> Messages => [];

    public void Row()
    {
        for (var i = 0; i < scores.Length; i++)
            values[i].Add(Number(scores[i]));
        for (var i = 0; i < items.Length; i++)
        {
            var answer = Number(items[i]);
            if (answer is { } given && request.Range is var (low, high))
            {
                if (given < low || given > high)
                    csv.Problems.Add(csv.Line, csv.Columns[items[i]], $"{Reports.Say.Number(given)} is outside --range {Reports.Say.Number(low)}..{Reports.Say.Number(high)}; is it a code for no answer (--missing)?");
                answer = reversed[i] ? low + high - given : given;
            }
            cells.Add(answer);
        }
    }

    public IReadOnlyList<Measured> Measures()
    {
        if (items.Length == 0)
            return [.. request.Scores.Select((name, at) => new Measured(name, name, values[at], null))];
        var (low, high) = (request.Range?.Low, request.Range?.High);
        var answers = new ItemAnswers(request.Items, cells, [.. items.Select(_ => low)], [.. items.Select(_ => high)]);
        var means = Enumerable.Range(0, answers.Rows).Select(row => cells.GetRange(row * items.Length, items.Length).Average()).ToList();
        return [new Measured("items", $"Mean of {string.Join(", ", request.Items)}", means, answers)];
    }

    private double? Number(int column)
    {
        if (column < 0 || csv[column].IsEmpty) return null;
        if (ReadNumber.Of(csv[column]) is not { } number)
        {
            csv.Problems.Add(csv.Line, csv.Columns[column], $"'{csv[column]}' is not a number{(DecimalComma.Is(csv[column]) ? ": it has a decimal comma, write a point" : "")}");
            return null;
        }
        return request.Missing.Contains(number) ? null : number;
    }
}
