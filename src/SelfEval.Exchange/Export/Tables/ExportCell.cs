using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing; in an item's column, what was not shown.</summary>
    Blank,

    /// <summary>A code for a missing answer.</summary>
    Missing,

    /// <summary>Words, escaped as <see cref="ExportText"/> has it.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An option of the field.</summary>
    Choice,
}

/// <summary>One cell of a table. Small, so that a row of them is filled anew for each record and nothing is allocated.</summary>
public readonly struct ExportCell
{
    private readonly double number;

    private ExportCell(CellKind kind, double number, string? text, MissingKind missing) => (Kind, this.number, Words, MissingKind) = (kind, number, text, missing);

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; }

    /// <summary>Why an answer is missing.</summary>
    public MissingKind MissingKind { get; }

    /// <summary>The words of a text.</summary>
    public string? Words { get; }

    /// <summary>The number.</summary>
    public double Number => number;

    /// <summary>Place of the option in the field's options.</summary>
    public int Choice => (int)number;

    /// <summary>The day.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)number);

    internal static ExportCell Blank => default;

    internal static ExportCell Of(string? text) => string.IsNullOrEmpty(text) ? default : new(CellKind.Text, 0, text, default);

    internal static ExportCell Of(double? value) => value is { } given ? new(CellKind.Number, given, null, default) : default;

    internal static ExportCell Of(DateOnly? day) => day is { } given ? new(CellKind.Date, given.DayNumber, null, default) : default;

    internal static ExportCell Option(int at) => new(CellKind.Choice, at, null, default);

    internal static ExportCell Of(MissingKind kind) => kind == MissingKind.NotShown ? default : new(CellKind.Missing, 0, null, kind);
}
