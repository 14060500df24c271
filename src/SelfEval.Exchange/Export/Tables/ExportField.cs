using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>What a column holds.</summary>
public enum FieldKind : byte
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>One option of <see cref="ExportField.Options"/>.</summary>
    Choice,
}

/// <summary>How far the values of a column may be reckoned with, as SPSS has it.</summary>
public enum MeasureLevel : byte
{
    /// <summary>Only names.</summary>
    Nominal,

    /// <summary>In an order.</summary>
    Ordinal,

    /// <summary>With distances.</summary>
    Scale,
}

/// <summary>An option of a column.</summary>
/// <param name="Code">What stands in text formats.</param>
/// <param name="Number">What stands in statistical formats: the code itself where all codes of the column are whole numbers, otherwise 1, 2, 3 … in the options' order.</param>
/// <param name="Label">What people read.</param>
public sealed record FieldOption(string Code, int Number, string Label);

/// <summary>A column of a table.</summary>
public sealed record ExportField
{
    /// <summary>Its name; unique in its table.</summary>
    public required string Name { get; init; }

    /// <summary>What a list of variables shows.</summary>
    public required string Label { get; init; }

    /// <summary>What it holds.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>How far its values may be reckoned with.</summary>
    public MeasureLevel Level { get; init; }

    /// <summary>The options of a choice.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>True where the options' codes are the numbers of <see cref="FieldOption.Number"/>.</summary>
    public bool HasNumberCodes { get; init; }

    /// <summary>The codes for missing answers; null where a blank is all that can be missing.</summary>
    public MissingCodes? Codes { get; init; }

    /// <summary>Why an answer of the column may be missing, except that it was not shown.</summary>
    public IReadOnlyList<MissingKind> Missing { get; init; } = [];

    /// <summary>Name of the column that says why an answer is missing, in formats that have one; the columns of one item share it.</summary>
    public string? MissingName => Codes is null ? null : (Item is null ? Name : Variable ?? Name) + "__missing";

    /// <summary>Digits after the point that a list shows.</summary>
    public int Decimals { get; init; }

    /// <summary>True for what people wrote in their own words.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The item asked; null for a column that is no question's.</summary>
    public Item? Item { get; init; }

    /// <summary>The item's variable: <see cref="Name"/> but for the columns of several choices.</summary>
    public string? Variable { get; init; }

    /// <summary>The option that a column of several choices stands for.</summary>
    public ResponseOption? Option { get; init; }

    /// <summary>The scale whose score it is, as <c>instrument.scale</c>.</summary>
    public string? Scale { get; init; }
}
