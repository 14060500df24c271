using System.Text;
using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Says of a text that is not JSON where it goes wrong and what to change, as far as the place tells.</summary>
internal static class JsonFault
{
    public static InstrumentProblem Of(string json, JsonException problem, string file)
    {
        var at = Position(json, problem.LineNumber ?? 0, problem.BytePositionInLine ?? 0);
        return new InstrumentProblem(file, $"line {(problem.LineNumber ?? 0) + 1}, column {(problem.BytePositionInLine ?? 0) + 1}", "is not JSON: " + Reason(json, at));
    }

    private static string Reason(string json, int at)
    {
        var before = at;
        while (before > 0 && char.IsWhiteSpace(json[before - 1]))
            before--;
        if (json.AsSpan(at).IsWhiteSpace())
            return string.IsNullOrWhiteSpace(json) ? "the file is empty" : "the text ends too early; a closing } or ] or quotation mark is missing";
        var (here, last) = (json[at], before > 0 ? json[before - 1] : '\0');
        return here switch
        {
            '}' or ']' when last == ',' => $"a comma stands before the closing {here}; take the comma out",
            '/' or '#' => "comments have no place in JSON; take the comment out",
            '\'' or '“' or '”' or '‘' or '’' or '„' => $"text stands in straight double quotation marks (\"); {here} is another sign",
            '"' or '{' or '[' when last is '"' or '}' or ']' or (>= '0' and <= '9') => "something is missing before this; a comma between two entries, or a colon after a name",
            '\n' or '\r' => "a text goes over the end of the line; close its quotation mark, or write \\n for a new line",
            ',' => "a comma stands where a value or a name is needed; take it out",
            '=' => "a name and its value are joined by a colon, not by =",
            '}' or ']' => $"the closing {here} does not fit what was opened, or a value is missing before it",
            _ when char.IsLetter(here) || here is '_' or '$' => "names and texts stand in double quotation marks; only true, false, null and numbers stand without",
            _ when char.IsAsciiDigit(here) || here is '-' or '+' or '.' => "a number is written like 1, -2 or 0.5: with a point, without a + or a leading 0",
            _ => $"'{here}' does not belong here",
        };
    }

    // The parser counts lines from 0 and bytes of UTF-8 within the line.
    private static int Position(string json, long line, long bytes)
    {
        var at = 0;
        for (; line > 0 && at < json.Length; line--)
        {
            var end = json.IndexOf('\n', at);
            at = end < 0 ? json.Length : end + 1;
        }
        while (bytes > 0 && at < json.Length)
        {
            var rune = Rune.TryGetRuneAt(json, at, out var read) ? read : Rune.ReplacementChar;
            bytes -= rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }
        return Math.Min(at, json.Length);
    }
}
