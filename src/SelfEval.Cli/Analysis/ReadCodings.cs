using System.Globalization;
using SelfEval.Exchange.Import;

namespace SelfEval.Cli.Analysis;

/// <summary>What two coders made of the same things.</summary>
/// <param name="First">One coder's column.</param>
/// <param name="Second">The other's.</param>
/// <param name="Categories">The codes, in their order.</param>
/// <param name="Pairs">For each thing that both coded, the places of the two codes among the categories.</param>
/// <param name="OnlyFirst">Things that only the first coded.</param>
/// <param name="OnlySecond">Things that only the second coded.</param>
internal sealed record Codings(string First, string Second, IReadOnlyList<string> Categories, IReadOnlyList<(int First, int Second)> Pairs, int OnlyFirst, int OnlySecond);

/// <summary>Reads two columns of codes. A blank cell was not coded.</summary>
internal static class ReadCodings
{
    private const int MostCategories = 100;

    public static Codings Run(Terminal terminal, string path, string first, string second, IReadOnlyList<string> order, bool needsOrder) => terminal.Read(path, csv =>
    {
        var (one, other) = (ReadAnalysisData.Find(csv, first), ReadAnalysisData.Find(csv, second));
        var codes = new List<(string First, string Second)>();
        while (csv.Read())
        {
            if (one < 0 || other < 0) continue;
            codes.Add((Code(csv, one, order, needsOrder), Code(csv, other, order, needsOrder)));
        }
        if (codes.Count == 0 && csv.Problems.Count == 0)
            csv.Problems.Add(1, null, "holds no data: there is no row below the header");
        if (csv.Problems.Count > 0)
            throw new InputException(csv.Problems);
        var both = codes.Where(pair => pair.First.Length > 0 && pair.Second.Length > 0).ToList();
        var categories = Categories(csv.File, [.. both.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()], order, needsOrder);
        var places = categories.Select((code, at) => (code, at)).ToDictionary(pair => pair.code, pair => pair.at);
        return new Codings(first, second, categories, [.. both.Select(pair => (places[pair.First], places[pair.Second]))],
            codes.Count(pair => pair.First.Length > 0 && pair.Second.Length == 0), codes.Count(pair => pair.First.Length == 0 && pair.Second.Length > 0));
    });

    private static string Code(CsvRows csv, int column, IReadOnlyList<string> order, bool needsOrder)
    {
        var code = csv[column].ToString();
        if (code.Length == 0) return code;
        if (order.Count > 0)
        {
            if (!order.Contains(code)) csv.Problems.Add(csv.Line, csv.Columns[column], $"'{code}' is not in --order{NearName.Hint(code, [.. order], "codes")}");
            return code;
        }
        if (!needsOrder) return code;
        if (int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number.ToString(CultureInfo.InvariantCulture);
        csv.Problems.Add(csv.Line, csv.Columns[column], $"'{code}' is no whole number, so nobody can tell how far it lies from other codes; say --order lowest,…,highest");
        return code;
    }

    // Between numbers every step counts, also one that nobody used.
    private static IReadOnlyList<string> Categories(string file, string[] used, IReadOnlyList<string> order, bool needsOrder)
    {
        if (order.Count > 0) return order;
        int[] numbers = needsOrder && used.Length > 0 ? [.. used.Select(code => int.Parse(code, CultureInfo.InvariantCulture))] : [];
        var count = numbers.Length > 0 ? (long)numbers.Max() - numbers.Min() + 1 : used.Length;
        if (count > MostCategories)
            throw new InputException($"{file}: these would be {count} categories, which is more than {MostCategories}: are the columns codes?");
        return numbers.Length > 0 ? [.. Enumerable.Range(numbers.Min(), (int)count).Select(number => number.ToString(CultureInfo.InvariantCulture))]
            : [.. used.Order(StringComparer.Ordinal)];
    }
}
