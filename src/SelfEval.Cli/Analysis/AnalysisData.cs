using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>What an analysis works on: measures and the columns with a role, one entry a row of the file.</summary>
internal sealed record AnalysisData(string File, IReadOnlyList<int> Lines, IReadOnlyList<Measured> Measures, IReadOnlyDictionary<Role, string[]> Texts)
{
    public int Rows => Lines.Count;

    public string[]? Text(Role role) => Texts.GetValueOrDefault(role);
}

/// <summary>A measure: a scale that was scored, a column of scores, or the items of a scale.</summary>
/// <param name="Name">How it is called in results: <c>instrument.scale</c> or the column.</param>
/// <param name="Title">What people read.</param>
/// <param name="Values">The score of each row; null where there is none.</param>
/// <param name="Items">The items behind it; null where only scores are known.</param>
internal sealed record Measured(string Name, string Title, IReadOnlyList<double?> Values, ItemAnswers? Items)
{
    public Instrument? Instrument { get; init; }

    public Scale? Scale { get; init; }

    /// <summary>The scoring version of each row's score, where there are several.</summary>
    public IReadOnlyList<string?> Versions { get; init; } = [];

    public bool LowerIsBetter => Scale?.HigherIsBetter == false;

    public double[] Defined(Func<int, bool>? rows = null) =>
        [.. Values.Where((value, row) => value is not null && (rows is null || rows(row))).Select(value => value!.Value)];
}

/// <summary>The answers to the items of a scale, reversed items turned round.</summary>
/// <param name="Codes">The items.</param>
/// <param name="Cells">Row after row, an answer to each item; null where there is none.</param>
/// <param name="Lowest">The lowest answer that each item offers; null where unknown.</param>
/// <param name="Highest">The highest.</param>
internal sealed record ItemAnswers(IReadOnlyList<string> Codes, IReadOnlyList<double?> Cells, IReadOnlyList<double?> Lowest, IReadOnlyList<double?> Highest)
{
    public int Rows => Cells.Count / Codes.Count;

    public double?[] Of(Func<int, bool>? rows) =>
        rows is null ? [.. Cells] : [.. Cells.Where((_, at) => rows(at / Codes.Count))];
}
