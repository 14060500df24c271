using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>The document record of a .sav file, in which SPSS keeps remarks (DISPLAY DOCUMENTS): the README, in lines of 80 bytes.</summary>
internal static class SavDocument
{
    private const int Width = 80;

    private static readonly string[] Conventions =
    [
        "A text that ends in a space has \\u{20} in its place, because this format drops it. Of texts only -9 is declared as missing.",
        "A text longer than 32,000 bytes goes on in further variables (name__part2, name__part3 ...): join them in their order.",
        "Choices whose codes are words are numbered in the options' order and labelled; blank texts and system-missing numbers were not shown.",
    ];

    internal static void Write(SavBuffer to, ExportFrame frame)
    {
        var lines = ExportReadme.Lines(frame, ["One record a case; variables are labelled with their questions."], Conventions).SelectMany(Wrapped).ToList();
        to.Int(6);
        to.Int(lines.Count);
        foreach (var line in lines) to.Padded(line, Width);
    }

    private static IEnumerable<byte[]> Wrapped(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" "));
        for (var from = 0; from < bytes.Length || from == 0;)
        {
            var end = Math.Min(bytes.Length, from + Width);
            if (end < bytes.Length)
            {
                var space = bytes.AsSpan(from, Width + 1).LastIndexOf((byte)' ');
                if (space > 0) end = from + space;
                else while ((bytes[end] & 0xC0) == 0x80) end--;
            }

            yield return bytes[from..end];
            from = end < bytes.Length && bytes[end] == ' ' ? end + 1 : end;
            if (bytes.Length == 0) yield break;
        }
    }
}
