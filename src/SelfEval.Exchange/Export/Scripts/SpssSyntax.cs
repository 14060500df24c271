using System.Globalization;
using System.Text;
using SelfEval.Exchange.Export.Spss;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>SPSS syntax that reads <c>data.csv</c>, labels it and saves it; the same commands run in PSPP (its manual, "System and Portable File I/O").</summary>
internal static class SpssSyntax
{
    internal const string Name = "read.sps";

    internal static string Of(IReadOnlyList<ScriptVariable> variables, RoundExportAbout about)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append("\r\n");
        Line("* Encoding: UTF-8.");
        Line($"* {ScriptVariable.Label(about.Title, 80).Replace(".", "", StringComparison.Ordinal)}");
        Line("* Run it in the folder of data.csv, or change the two file names below.");
        Line("");
        Line("GET DATA /TYPE=TXT /FILE='data.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2");
        Line("  /VARIABLES=");
        foreach (var variable in variables) Line($"    {Read(variable)} {Type(variable)}");
        Line("  .");
        foreach (var variable in variables.Where(IsCodedDay)) Day(Line, variable);
        foreach (var variable in variables) Describe(Line, variable);
        Line("SAVE OUTFILE='data.sav'");
        Line("  /KEEP=" + string.Join("\r\n    ", variables.Select(variable => variable.Name)) + ".");
        return text.ToString();
    }

    /// <summary>A day that may hold a code for a missing answer is read as text first.</summary>
    private static bool IsCodedDay(ScriptVariable variable) => variable.Field.Kind == FieldKind.Date && variable.Missing.Count > 0;

    private static string Read(ScriptVariable variable) => IsCodedDay(variable) ? "@" + variable.Name : variable.Name;

    private static string Type(ScriptVariable variable) => variable.Field.Kind switch
    {
        FieldKind.Text => string.Create(CultureInfo.InvariantCulture, $"A{Math.Max(variable.Bytes, variable.Field.Codes is null ? 1 : 2)}"),
        FieldKind.Date => IsCodedDay(variable) ? "A10" : "SDATE10",
        _ => "F40.0",
    };

    private static void Day(Action<string> line, ScriptVariable variable)
    {
        line($"NUMERIC {variable.Name} (SDATE10).");
        line($"DO IF (LENGTH(RTRIM(@{variable.Name})) EQ 10).");
        line($"  COMPUTE {variable.Name} = NUMBER(@{variable.Name}, SDATE10).");
        line($"ELSE IF (LENGTH(RTRIM(@{variable.Name})) GT 0).");
        line($"  COMPUTE {variable.Name} = NUMBER(@{variable.Name}, F10.0).");
        line("END IF.");
    }

    private static void Describe(Action<string> line, ScriptVariable variable)
    {
        var (field, name) = (variable.Field, variable.Name);
        line($"VARIABLE LABELS {name} {Quoted(Encoding.UTF8.GetString(SavVariable.Cut(ScriptVariable.Label(field.Label, 255), 255)))}.");
        if (field.Kind == FieldKind.Text)
        {
            if (variable.Missing.Count > 0) line(string.Create(CultureInfo.InvariantCulture, $"MISSING VALUES {name} ('{variable.Missing[0].Code}')."));
            line($"VARIABLE LEVEL {name} (NOMINAL).");
            return;
        }

        var labels = field.Options.Select(option => (option.Number, option.Label)).Concat(variable.Missing.Select(one => (one.Code, MissingCodes.Words(one.Kind)))).ToList();
        if (labels.Count > 0)
        {
            line($"VALUE LABELS {name}");
            foreach (var (number, label) in labels)
                line(string.Create(CultureInfo.InvariantCulture, $"  {number} {Quoted(Encoding.UTF8.GetString(SavVariable.Cut(ScriptVariable.Label(label.Length == 0 ? "-" : label, 120), 120)))}"));
            line("  .");
        }

        if (variable.Missing.Count > 3) line(string.Create(CultureInfo.InvariantCulture, $"MISSING VALUES {name} ({variable.Missing[0].Code} THRU {variable.Missing[^1].Code})."));
        else if (variable.Missing.Count > 0) line($"MISSING VALUES {name} ({string.Join(", ", variable.Missing.Select(one => one.Code.ToString(CultureInfo.InvariantCulture)))}).");
        line($"VARIABLE LEVEL {name} ({field.Level switch { MeasureLevel.Scale => "SCALE", MeasureLevel.Ordinal => "ORDINAL", _ => "NOMINAL" }}).");
        if (field.Kind != FieldKind.Date) line(string.Create(CultureInfo.InvariantCulture, $"FORMATS {name} (F12.{Math.Min(field.Decimals, 9)})."));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
