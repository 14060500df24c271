using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>
/// Splits texts that are longer than a format's cell holds into further columns, <c>note__part2</c>, <c>note__part3</c>…, as many as the longest text needs.
/// Joined in their order they are the text again.
/// </summary>
/// <param name="fields">The columns.</param>
/// <param name="limit">The most that a cell holds.</param>
/// <param name="inBytes">True where that is counted in UTF-8 bytes, false where in UTF-16 units.</param>
/// <param name="keepsTrailingSpaces">False where a space at the end of a cell would be lost: it is written <c>\u{20}</c>.</param>
internal sealed class TextParts(IReadOnlyList<ExportField> fields, int limit, bool inBytes, bool keepsTrailingSpaces)
{
    private const string Space = @"\u{20}";
    private readonly List<int>[] sizes = [.. fields.Select(_ => new List<int> { 0 })];

    /// <summary>What the README of a format says that splits.</summary>
    internal const string Stated = "A text longer than a cell holds goes on in further columns (name__part2, name__part3 …): join them in their order.";

    /// <summary>Looks at a record before any is written.</summary>
    internal void Measure(ExportCell[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Kind != CellKind.Text) continue;
            var text = cells[i].Words!;
            if (Fits(text)) Note(sizes[i], 0, Size(text) + (Ends(text) ? Space.Length - 1 : 0));
            else
            {
                var at = 0;
                foreach (var part in Split(text)) Note(sizes[i], at++, Size(part));
            }
        }
    }

    /// <summary>The largest part of a column, for each of its parts.</summary>
    internal IReadOnlyList<int> SizesOf(int field) => sizes[field];

    /// <summary>The columns with those for further parts.</summary>
    internal IReadOnlyList<ExportField> Fields() =>
    [
        .. fields.SelectMany((field, i) => sizes[i].Select((_, part) => part == 0 ? field : field with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{field.Name}__part{part + 1}"),
            Label = string.Create(CultureInfo.InvariantCulture, $"{field.Label} (part {part + 1})"),
            Codes = null,
            Missing = [],
        })),
    ];

    /// <summary>A record with its texts split.</summary>
    internal void Fill(ExportCell[] cells, ExportCell[] split)
    {
        var at = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var end = at + sizes[i].Count;
            if (cells[i].Kind != CellKind.Text) split[at++] = cells[i];
            else if (Fits(cells[i].Words!)) split[at++] = Ends(cells[i].Words!) ? ExportCell.Of(cells[i].Words![..^1] + Space) : cells[i];
            else
            {
                foreach (var part in Split(cells[i].Words!)) split[at++] = ExportCell.Of(part);
            }

            split.AsSpan(at, end - at).Clear();
            at = end;
        }
    }

    private static void Note(List<int> sizes, int part, int size)
    {
        if (part == sizes.Count) sizes.Add(size);
        else sizes[part] = Math.Max(sizes[part], size);
    }

    private bool Ends(string text) => !keepsTrailingSpaces && text[^1] == ' ';

    private bool Fits(string text) => ((inBytes ? 3 : 1) * text.Length) + Space.Length <= limit || Size(text) + Space.Length <= limit;

    private int Size(ReadOnlySpan<char> text) => inBytes ? Encoding.UTF8.GetByteCount(text) : text.Length;

    // A part never ends within a pair of surrogates or within an escape's backslash and brace.
    private IEnumerable<string> Split(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var (end, size) = (start, Space.Length);
            while (end < text.Length)
            {
                var step = char.IsHighSurrogate(text[end]) ? 2 : 1;
                size += Size(text.AsSpan(end, step));
                if (size > limit) break;
                end += step;
            }

            var part = text[start..end];
            yield return Ends(part) ? part[..^1] + Space : part;
            start = end;
        }
    }
}
