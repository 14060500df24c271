namespace SelfEval.Instruments.Scoring;

/// <summary>One answer sheet on its way through the scales of an instrument.</summary>
internal readonly ref struct SheetView(AnswerSheet sheet, IReadOnlySet<string>? shown, ReadOnlySpan<CodedAnswer> coded)
{
    /// <summary>The answers of the scored items, in the order of the compiled instrument.</summary>
    public ReadOnlySpan<CodedAnswer> Coded { get; } = coded;

    /// <summary>True where a text item was shown and holds more than white space.</summary>
    public bool HasText(string item) => (shown is null || shown.Contains(item)) && !string.IsNullOrWhiteSpace(sheet.Text(item));

    /// <summary>True where an item was shown.</summary>
    public bool Shows(string item) => shown is null || shown.Contains(item);
}

/// <summary>What a method made of the answers; <see cref="ScaleScore"/> says what each figure is.</summary>
internal record struct ScaleOutcome(double Value)
{
    public double? StandardError { get; set; }

    public double? Measure { get; set; }

    public IReadOnlyDictionary<string, double>? Parts { get; set; }

    public IReadOnlyList<ReplacedItem>? Replaced { get; set; }
}
