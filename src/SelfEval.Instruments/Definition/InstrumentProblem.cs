namespace SelfEval.Instruments.Definition;

/// <summary>One thing wrong with an instrument file.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">The JSON path, for example <c>$.scales[0].items[2].code</c>; with line and column where the text is not JSON at all.</param>
/// <param name="Message">The reason, in plain words.</param>
public sealed record InstrumentProblem(string File, string Path, string Message)
{
    /// <summary>File, path and reason on one line.</summary>
    public override string ToString() => $"{File}: {Path}: {Message}";
}

/// <summary>What reading an instrument gave: an instrument, or everything that is wrong with it.</summary>
/// <param name="Instrument">The instrument; null where there are problems.</param>
/// <param name="Problems">Everything found wrong.</param>
public sealed record ReadResult(Instrument? Instrument, IReadOnlyList<InstrumentProblem> Problems);
