using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse change</c>: the same people twice (--id and --wave), or two groups of different people (--group, or --wave alone).</summary>
internal static class CompareRounds
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("change", "What changed between two rounds (--id and --wave), or differs between two groups (--group, or --wave without --id).");
        var data = DataOptions.AddTo(command);
        var id = DataOptions.Column("--id", "The column that says who answered.");
        var wave = DataOptions.Column("--wave", "The column that says in which round.");
        var group = DataOptions.Column("--group", "The column that says in which of two groups.");
        var language = DataOptions.Column("--language", "The column that says in which language; untested translations are not compared.");
        var first = DataOptions.Column("--first", "Which round or group comes first, where there are more than two.");
        var second = DataOptions.Column("--second", "Which comes second.");
        var other = new Option<string?>("--second-instrument") { Description = "The instrument of the second round, where it was another or another version." };
        var otherOnly = new Option<string?>("--second-only") { Description = "Items that the second round used, with commas between, where it used only some." };
        var reliability = new Option<double?>("--reliability") { Description = "Reliability of the measure, for reliable change; alpha of the first round if not given." };
        var important = new Option<double?>("--important") { Description = "The smallest important change, in points of the score." };
        foreach (var option in new Option[] { id, wave, group, language, first, second, other, otherOnly, reliability, important })
            command.Options.Add(option);
        var resampling = ResamplingOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(wave) is null == parsed.GetValue(group) is null)
                throw new UsageException("say what is compared: --wave COLUMN (two rounds; with --id the same people) or --group COLUMN (two groups)");
            if (parsed.GetValue(group) is not null && parsed.GetValue(id) is not null)
                throw new UsageException("--id pairs the same people in two rounds, and groups are of different people: use --wave with --id, or --group without");
            if (parsed.GetValue(reliability) is < 0 or > 1)
                throw new UsageException("--reliability lies from 0 to 1, such as 0.85");
            if (parsed.GetValue(important) is <= 0)
                throw new UsageException("--important is above 0, in points of the score");
            var resampled = resampling.Wanted(parsed);
            var paired = parsed.GetValue(id) is not null;
            var request = data.Request(parsed, (Role.Id, parsed.GetValue(id)), (Role.Wave, parsed.GetValue(wave)), (Role.Group, parsed.GetValue(group)), (Role.Language, parsed.GetValue(language)));
            var then = OtherForm.Of(request, (other.Name, parsed.GetValue(other)), (otherOnly.Name, parsed.GetValue(otherOnly)));
            var use = paired ? ComparisonUse.PersonChange : ComparisonUse.Levels;
            foreach (var scale in request.Scales)
                RefuseComparison.Of(request.Instrument!, scale, then!, use);
            var read = ReadAnalysisData.Run(terminal, request);
            var column = parsed.GetValue(wave) ?? parsed.GetValue(group)!;
            var sides = TwoSides.Of(read, read.Text(Role.Wave) ?? read.Text(Role.Group)!, column, parsed.GetValue(first), parsed.GetValue(second));
            var wanted = new ChangeWanted(data.Confidence(parsed), parsed.GetValue(reliability), parsed.GetValue(important), resampled);
            List<Report> reports = [];
            foreach (var measure in read.Measures)
            {
                RefuseComparison.OfRows(read, measure, sides, use);
                reports.Add(paired ? PairedChange.Of(read, measure, sides, wanted) : GroupDifference.Of(measure, sides, wanted));
            }
            PrintReports.Run(terminal, data.Format(parsed), reports);
            return CommandLine.Done;
        });
        return command;
    }
}

/// <summary>What is asked of a change.</summary>
internal sealed record ChangeWanted(double Confidence, double? Reliability, double? Important, Resampling Resampled)
{
    public string Interval => $"{Say.Percent(Confidence)} interval";
}
