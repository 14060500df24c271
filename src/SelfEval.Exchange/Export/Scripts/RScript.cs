using System.Globalization;
using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>
/// A script for R, of base R only. It makes three data frames of <c>data.csv</c>: <c>answers</c> (numbers, days and texts; NA where missing), <c>missing</c>
/// (why, for each answer) and <c>labelled</c> (choices as factors).
/// </summary>
internal static class RScript
{
    internal const string Name = "read.R";

    internal static string Of(IReadOnlyList<ScriptVariable> variables, RoundExportAbout about)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"# {new string([.. ScriptVariable.Label(about.Title, 80).Where(c => c is >= ' ' and <= '~')])}");
        Line("# Run it in the folder of data.csv. It makes three data frames with a row a record: 'answers' (numbers, days and texts, NA where missing),");
        Line("# 'missing' (why an answer is missing) and 'labelled' (choices as factors).");
        Line("raw <- utils::read.csv(\"data.csv\", colClasses = \"character\", na.strings = character(), fileEncoding = \"UTF-8\", check.names = FALSE, comment.char = \"\")");
        Line("turn_back <- function(texts) {");
        Line("  # \\u{HEX} back into characters, but for those that R cannot hold.");
        Line("  found <- gregexpr(\"\\\\\\\\u\\\\{[0-9A-F]{1,4}\\\\}\", texts)");
        Line("  regmatches(texts, found) <- lapply(regmatches(texts, found), function(marks) vapply(marks, function(mark) {");
        Line("    code <- strtoi(substr(mark, 4, nchar(mark) - 1), 16L)");
        Line("    if (code == 0L || (code >= 0xD800 && code <= 0xDFFF)) mark else intToUtf8(code)");
        Line("  }, \"\", USE.NAMES = FALSE))");
        Line("  texts");
        Line("}");
        Line("answers <- raw");
        Line("missing <- as.data.frame(matrix(\"\", nrow(raw), ncol(raw), dimnames = list(NULL, names(raw))))");
        Line("labelled <- raw");
        Line("column <- function(name, kind, codes = integer(), kinds = character(), options = integer(), labels = character(), asked = FALSE) {");
        Line("  cells <- raw[[name]]");
        Line("  if (asked) missing[cells == \"\", name] <<- \"not shown\"");
        Line("  for (i in seq_along(codes)) missing[cells == as.character(codes[i]), name] <<- kinds[i]");
        Line("  cells[cells == \"\" | cells %in% as.character(codes)] <- NA");
        Line("  answers[[name]] <<- switch(kind, text = turn_back(cells), date = as.Date(cells), as.numeric(cells))");
        Line("  labelled[[name]] <<- if (kind == \"choice\") factor(as.numeric(cells), options, make.unique(labels)) else answers[[name]]");
        Line("}");
        foreach (var variable in variables) Line(Column(variable));
        return text.ToString();
    }

    private static string Column(ScriptVariable variable)
    {
        var (field, call) = (variable.Field, new StringBuilder());
        call.Append("column(").Append(Quoted(field.Name)).Append(", ").Append(field.Kind switch { FieldKind.Text => "\"text\"", FieldKind.Date => "\"date\"", FieldKind.Choice => "\"choice\"", _ => "\"number\"" });
        if (variable.Missing.Count > 0)
        {
            call.Append(CultureInfo.InvariantCulture, $", c({string.Join(", ", variable.Missing.Select(one => one.Code.ToString(CultureInfo.InvariantCulture) + "L"))})")
                .Append(CultureInfo.InvariantCulture, $", c({string.Join(", ", variable.Missing.Select(one => Quoted(MissingCodes.Words(one.Kind))))})");
        }

        if (field.Options.Count > 0)
        {
            call.Append(CultureInfo.InvariantCulture, $", options = c({string.Join(", ", field.Options.Select(option => option.Number.ToString(CultureInfo.InvariantCulture)))})")
                .Append(CultureInfo.InvariantCulture, $", labels = c({string.Join(", ", field.Options.Select(option => Quoted(option.Label)))})");
        }

        return call.Append(field.Item is null ? ")" : ", asked = TRUE)").ToString();
    }

    /// <summary>A string of ASCII alone, so that the script reads the same under every locale.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value is >= ' ' and <= '~') quoted.Append((char)rune.Value);
            else if (rune.Value != 0) quoted.Append(CultureInfo.InvariantCulture, $"\\U{{{rune.Value:X}}}");
        }

        return quoted.Append('"').ToString();
    }
}
