using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace SelfEval.Web.Platform;

/// <summary>
/// How the console shows what is logged: one entry is one line, whatever is in it. What a stranger sends (an address, the name of a browser) can then neither look like an entry of its own nor
/// move about on the screen of whoever reads. Choose another with Logging:Console:FormatterName, such as json.
/// </summary>
public sealed class LogLine(TimeProvider clock) : ConsoleFormatter(Name)
{
    public new const string Name = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (message is null && logEntry.Exception is null) return;
        var line = new StringBuilder(160);
        line.Append(Word(logEntry.LogLevel)).Append(": ").Append(clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ');
        Add(line, logEntry.Category);
        Add(line.Append(": "), message);
        // Frames of a stack stand behind one another: they end where the line does.
        if (logEntry.Exception is { } exception) Add(line.Append(" | "), exception.ToString().ReplaceLineEndings(" | "));
        textWriter.Write(line.Append('\n').ToString());
    }

    /// <summary>Control characters, separators of lines, what turns the direction of writing, and halves of characters are spelt out.</summary>
    private static void Add(StringBuilder line, string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                line.Append(rune);
            else
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
