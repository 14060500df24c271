using System.Text.RegularExpressions;
using SelfEval.Exchange.Export.Scripts;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Stata cannot be had here: its script is checked as text, by what its manuals say.</summary>
public sealed partial class StataTests
{
    [Fact]
    public void The_script_names_labels_and_keeps_missing_kinds_apart()
    {
        var item = Make.Item("to", ItemKind.SingleChoice, "Costs `$5' or \"more\"?", Make.Set("agree", ["No", "Yes, \"$x\" `y'"]));
        var frame = new ExportFrame(RandomExport.About, [Make.Questionnaire(Make.Instrument("heard", [item, Make.Item("since", ItemKind.Date, "Since?"), Make.Item(new string('n', 32), ItemKind.SeveralChoices, "Who?", Make.Set("who", ["a"]))]))]);
        var table = frame.Table(ExportLayout.Responses);
        var names = StatisticalNames.Of(table.Fields, 32);
        Assert.All(names, name => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]{0,31}$", name));
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var script = StataDo.Of([.. table.Fields.Select((field, i) => new ScriptVariable(field, names[i], 10))], frame.About);
        Assert.Contains("""
            rename v12 __12
            generate double __12_n = real(__12)
            replace __12_n = .a if __12 == "-9"
            replace __12_n = .b if __12 == "-8"
            drop __12
            rename __12_n __12
            label variable __12 `"Costs \`\$5' or "more"?"'
            label define L12 1 `"No"' 2 `"Yes, "\$x" \`y'"' .a `"not answered"' .b `"does not apply"'
            label values __12 L12
            rename __12 to_
            """.ReplaceLineEndings("\n"), script, StringComparison.Ordinal);
        Assert.Contains("generate double __13_n = daily(__13, \"YMD\")\nreplace __13_n = .a if __13 == \"-9\"", script, StringComparison.Ordinal);
        Assert.DoesNotMatch(Unescaped(), script);
    }

    /// <summary>A dollar sign that Stata would take for a macro.</summary>
    [GeneratedRegex(@"(?<!\\)\$")]
    private static partial Regex Unescaped();
}
