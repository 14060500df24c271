using System.Globalization;
using System.Text;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>
/// A Stata script that reads <c>data.csv</c>: labels, and the extended missing values <c>.a</c> not answered, <c>.b</c> does not apply, <c>.c</c> prefer not to
/// say, <c>.d</c> not sure; <c>.</c> is what was not shown (Stata manuals: import delimited, label, missing values).
/// </summary>
internal static class StataDo
{
    internal const string Name = "read.do";

    internal static string Of(IReadOnlyList<ScriptVariable> variables, RoundExportAbout about)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"* {ScriptVariable.Label(about.Title, 80)}");
        Line("* Stata 14 or later. Run it in the folder of data.csv.");
        Line("* .a not answered, .b does not apply, .c prefer not to say, .d not sure, . not shown; texts keep -9, -8, -7, -6.");
        Line("version 14");
        Line("import delimited using \"data.csv\", varnames(nonames) rowrange(2) stringcols(_all) encoding(\"UTF-8\") bindquote(strict) clear");
        for (var i = 0; i < variables.Count; i++) Variable(Line, variables[i], i + 1);
        Line("order " + string.Join(" ///\n    ", variables.Select(variable => variable.Name)));
        Line("compress");
        Line("save \"data.dta\", replace");
        return text.ToString();
    }

    private static void Variable(Action<string> line, ScriptVariable variable, int number)
    {
        var (field, name, read) = (variable.Field, variable.Name, string.Create(CultureInfo.InvariantCulture, $"v{number}"));
        // A variable of the file may itself be called v1.
        line($"rename {read} __{number}");
        if (field.Kind != FieldKind.Text)
        {
            line(field.Kind == FieldKind.Date ? $"generate double __{number}_n = daily(__{number}, \"YMD\")" : $"generate double __{number}_n = real(__{number})");
            foreach (var (code, kind) in variable.Missing) line(string.Create(CultureInfo.InvariantCulture, $"replace __{number}_n = {Letter(kind)} if __{number} == \"{code}\""));
            line($"drop __{number}");
            line($"rename __{number}_n __{number}");
            if (field.Kind == FieldKind.Date) line($"format __{number} %td");
        }

        line($"label variable __{number} {Quoted(ScriptVariable.Label(field.Label, 80))}");
        if (field.Kind is FieldKind.Choice or FieldKind.Number && (field.Options.Count > 0 || variable.Missing.Count > 0))
        {
            line($"label define L{number} " + string.Join(" ", field.Options.Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Number} {Quoted(ScriptVariable.Label(option.Label, 200))}"))
                .Concat(variable.Missing.Select(one => $"{Letter(one.Kind)} {Quoted(MissingCodes.Words(one.Kind))}"))));
            line($"label values __{number} L{number}");
        }

        line($"rename __{number} {name}");
    }

    private static string Letter(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => ".a",
        MissingKind.DoesNotApply => ".b",
        MissingKind.PreferNotToSay => ".c",
        MissingKind.NotSure => ".d",
        _ => ".",
    };

    /// <summary>Compound quotes hold quotation marks; a dollar sign or a grave accent would be a macro.</summary>
    private static string Quoted(string text) =>
        "`\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("\"'", "\" '", StringComparison.Ordinal) + "\"'";
}
