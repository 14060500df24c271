namespace SelfEval.Cli.Analysis;

/// <summary>A complete table of ratings: one row for each thing that every rater rated, one column for each rater.</summary>
/// <param name="Title">Of what.</param>
/// <param name="Raters">Who rated.</param>
/// <param name="Values">Row after row.</param>
/// <param name="LeftOut">How many things lack a rating.</param>
/// <param name="Of">The measure, where the ratings are of one.</param>
internal sealed record Ratings(string Title, IReadOnlyList<string> Raters, double[] Values, int LeftOut, Measured? Of)
{
    public int Subjects => Values.Length / Raters.Count;

    /// <summary>A column for each rater.</summary>
    public static Ratings OfColumns(IReadOnlyList<Measured> raters) =>
        Complete("Ratings", [.. raters.Select(rater => rater.Name)], Enumerable.Range(0, raters[0].Values.Count).Select(row => raters.Select(rater => rater.Values[row]).ToArray()), null);

    /// <summary>A row for each rating.</summary>
    public static Ratings OfRows(AnalysisData data, Measured measure)
    {
        var (ids, names) = (data.Text(Role.Id)!, data.Text(Role.Group)!);
        string[] raters = [.. names.Distinct()];
        var lines = new Dictionary<(string Id, string Rater), int>();
        var table = new Dictionary<string, double?[]>();
        for (var row = 0; row < data.Rows; row++)
        {
            if (!lines.TryAdd((ids[row], names[row]), data.Lines[row]))
                throw new InputException($"{data.File}: line {data.Lines[row]}: '{ids[row]}' is rated by '{names[row]}' already on line {lines[(ids[row], names[row])]}");
            if (!table.TryGetValue(ids[row], out var values)) table[ids[row]] = values = new double?[raters.Length];
            values[Array.IndexOf(raters, names[row])] = measure.Values[row];
        }
        return Complete(measure.Title, raters, table.Values, measure);
    }

    private static Ratings Complete(string title, IReadOnlyList<string> raters, IEnumerable<double?[]> rows, Measured? of)
    {
        var all = rows.ToList();
        var complete = all.Where(row => row.All(value => value is not null)).ToList();
        return new Ratings(title, raters, [.. complete.SelectMany(row => row).Select(value => value!.Value)], all.Count - complete.Count, of);
    }
}
