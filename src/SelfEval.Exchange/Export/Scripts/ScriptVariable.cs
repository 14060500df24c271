using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>A column of <c>data.csv</c> as a script sees it.</summary>
/// <param name="Field">The column.</param>
/// <param name="Name">Its name in the statistics program.</param>
/// <param name="Bytes">The longest text in it, in UTF-8 bytes.</param>
internal sealed record ScriptVariable(ExportField Field, string Name, int Bytes)
{
    /// <summary>The codes for missing answers with what they stand for, from the lowest.</summary>
    internal IReadOnlyList<(int Code, MissingKind Kind)> Missing { get; } =
        Field.Codes is { } codes ? [.. Field.Missing.Select(kind => (codes.Of(kind)!.Value, kind)).OrderBy(one => one.Value)] : [];

    /// <summary>A label on one line, cut where it is longer than a program takes.</summary>
    internal static string Label(string text, int longest)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
        return line.Length <= longest ? line : line[..(longest - (char.IsHighSurrogate(line[longest - 2]) ? 2 : 1))] + "…";
    }
}
