using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Description;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse describe</c>: what the scores look like, all together or by group.</summary>
internal static class Describe
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("describe", "n, mean with interval, spread, quartiles, floor and ceiling; by --group if given.");
        var data = DataOptions.AddTo(command);
        var group = DataOptions.Column("--group", "A column whose values are described apart: a group or a round.");
        command.Options.Add(group);
        command.SetAction(parsed =>
        {
            var read = ReadAnalysisData.Run(terminal, data.Request(parsed, (Role.Group, parsed.GetValue(group))));
            PrintReports.Run(terminal, data.Format(parsed), [.. read.Measures.Select(measure => Of(read, measure, parsed.GetValue(group), data.Confidence(parsed)))]);
            return CommandLine.Done;
        });
        return command;
    }

    private static Report Of(AnalysisData data, Measured measure, string? column, double confidence)
    {
        var report = new Report("describe", measure.Title);
        var interval = $"{Say.Percent(confidence)} interval";
        var table = report.Table("groups", "", ("group", "Group"), ("n", "n"), ("missing", "Missing"), ("mean", "Mean"), ("meanInterval", interval), ("standardDeviation", "SD"),
            ("minimum", "Lowest"), ("lowerQuartile", "Lower quartile"), ("median", "Median"), ("upperQuartile", "Upper quartile"), ("maximum", "Highest"),
            ("skewness", "Skewness"), ("floorShare", "At the lowest possible"), ("ceilingShare", "At the highest possible"));
        foreach (var (name, rows) in Groups.Of(data.Text(Role.Group), data.Rows))
        {
            var summary = Descriptive.Describe(measure.Defined(rows.Contains), confidence);
            var values = summary.Values;
            table.Row(name, summary.Count, rows.Count - summary.Count, summary.Mean, summary.MeanInterval, summary.StandardDeviation, values.Minimum, values.Quantile(0.25), values.Median,
                values.Quantile(0.75), values.Maximum, values.Skewness(ShapeDefinition.Adjusted),
                measure.Scale is { } low ? Report.Plain(values.ShareAt(low.Minimum)) : null, measure.Scale is { } high ? Report.Plain(values.ShareAt(high.Maximum)) : null);
            report.Say(Sentence(name == "all" && data.Text(Role.Group) is null ? "" : $"{Groups.Label(column!, name)}: ", summary, interval));
            if (measure.Scale?.MinimumResponses is { } least && summary.Count < least)
                report.Say($"A published figure of this measure needs {least} responses (said of the published measure); here there are {summary.Count}.");
        }
        StandingWords.Add(report, measure);
        return report;
    }

    private static string Sentence(string whose, DescriptiveSummary summary, string interval) =>
        !summary.Mean.Try(out var mean) ? $"{whose}no mean: {summary.Mean.Why!.Words}."
        : $"{whose}{Say.People((int)summary.Count)}, mean {Say.Number(mean)} ({interval} {Say.Value(Report.Plain(summary.MeanInterval))}).";
}
