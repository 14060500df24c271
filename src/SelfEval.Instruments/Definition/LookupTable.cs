namespace SelfEval.Instruments.Definition;

/// <summary>What a table gives for one raw sum.</summary>
/// <param name="Raw">The sum of the items, after reversing.</param>
/// <param name="Value">The score.</param>
/// <param name="StandardError">Its standard error, where the table has one.</param>
public sealed record LookupRow(double Raw, double Value, double? StandardError = null);

/// <summary>A conversion table from raw sums to scores. It covers every sum that the items can give, so nothing is ever read between its rows.</summary>
public sealed record LookupTable
{
    /// <summary>One row for each raw sum.</summary>
    public required IReadOnlyList<LookupRow> Rows { get; init; }

    /// <summary>Where the table comes from.</summary>
    public required string Source { get; init; }

    /// <summary>True where the numbers are invented to show the method.</summary>
    public bool Illustrative { get; init; }
}
