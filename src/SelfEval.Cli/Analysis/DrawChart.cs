using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Exchange.Charts;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse chart</c>: a measure over time, or units beside each other, as a table, a sentence and with --out an SVG.</summary>
internal static class DrawChart
{
    private const string Auto = "auto", Dots = "dots", Run = "run", Xmr = "xmr", Funnel = "funnel", Caterpillar = "caterpillar";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("chart", "A measure over time (--wave or --date) or units compared (--unit), drawn as the number of points allows.");
        var data = DataOptions.AddTo(command);
        var wave = DataOptions.Column("--wave", "The column that says in which round; rounds come in the order of the file.");
        var date = DataOptions.Column("--date", "The column with the date, such as 2026-01-31.");
        var every = new Option<string>("--every") { Description = "With --date, one point a day or month.", DefaultValueFactory = _ => "month" };
        every.AcceptOnlyFromAmong("day", "month");
        var unit = DataOptions.Column("--unit", "The column that says which unit: a team, a site, a clinician.");
        var kind = new Option<string>("--kind") { Description = "auto: what so many points can carry; or dots, run, xmr, funnel, caterpillar.", DefaultValueFactory = _ => Auto };
        kind.AcceptOnlyFromAmong(Auto, Dots, Run, Xmr, Funnel, Caterpillar);
        var rules = new Option<string?>("--rules") { Description = "Rules to read it by: ihi or anhoej for a run chart, mdc for XmR." };
        rules.AcceptOnlyFromAmong(RuleSet.Ihi.Id, RuleSet.Anhoej.Id, RuleSet.MakingDataCount.Id);
        var rebase = new Option<string?>("--rebase") { Description = "Points at which the process is known to have changed, with commas between." };
        var target = new Option<double?>("--target") { Description = "A target." };
        var baseline = new Option<int?>("--baseline") { Description = "Centre and limits from this many first points." };
        baseline.Validators.Add(result => { if (result.GetValueOrDefault<int?>() < 2) result.AddError("--baseline is 2 or more"); });
        var screen = new Option<bool>("--screen") { Description = "XmR: wild moving ranges do not widen the limits." };
        var good = new Option<string?>("--good") { Description = "up or down: which way is better, where the instrument does not say." };
        good.AcceptOnlyFromAmong("up", "down");
        var atLeast = new Option<double?>("--at-least") { Description = "Funnel: of the share of people with a score of so much or more, instead of means." };
        var atMost = new Option<double?>("--at-most") { Description = "Funnel: of the share of people with a score of so much or less." };
        var overdispersion = new Option<bool>("--overdispersion") { Description = "Funnel: widens the limits where units differ more than chance explains." };
        var to = new Option<string?>("--out") { Description = "Where the SVG goes." };
        foreach (var option in new Option[] { wave, date, every, unit, kind, rules, rebase, target, baseline, screen, good, atLeast, atMost, overdispersion, to })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            string?[] by = [parsed.GetValue(wave), parsed.GetValue(date), parsed.GetValue(unit)];
            if (by.Count(given => given is not null) != 1)
                throw new UsageException("say what the points are: one of --wave COLUMN, --date COLUMN or --unit COLUMN");
            var chosen = parsed.GetValue(kind)!;
            if (parsed.GetValue(unit) is not null ? chosen is Dots or Run or Xmr : chosen is Funnel or Caterpillar)
                throw new UsageException($"--kind {chosen} is for {(chosen is Funnel or Caterpillar ? "units: use --unit" : "points in time: use --wave or --date")}");
            CheckRules(chosen, parsed.GetValue(rules));
            var units = by[2] is not null;
            Check(parsed, units, "points in time: use --wave or --date", [rebase, target, baseline, screen, good]);
            Check(parsed, by[1] is null, "dates: use --date", [every]);
            Check(parsed, chosen == Dots, "--kind run or xmr", [rebase, target, baseline]);
            Check(parsed, chosen is Dots or Run, "--kind xmr", [screen]);
            Check(parsed, !units || chosen == Caterpillar, "a funnel: use --unit, with --kind funnel or auto", [atLeast, atMost, overdispersion]);
            var share = CountedShare.Of(parsed.GetValue(atLeast), parsed.GetValue(atMost));
            var request = data.Request(parsed, (Role.Wave, by[0]), (Role.Date, by[1]), (Role.Unit, by[2]));
            if (parsed.GetValue(to) is not null && Math.Max(request.Scales.Count, request.Scores.Count) > 1)
                throw new UsageException("--out takes one chart: choose one scale with --scale, or one column with --scores");
            var read = ReadAnalysisData.Run(terminal, request);
            var reports = new List<Report>();
            foreach (var measure in read.Measures)
            {
                var direction = parsed.GetValue(good) switch { "up" => GoodDirection.Up, "down" => GoodDirection.Down, _ => Direction(measure) };
                var chart = units
                    ? ChartUnits.Of(read, measure, chosen == Caterpillar, parsed.GetValue(overdispersion), share, data.Confidence(parsed))
                    : ChartTime.Of(read, measure, parsed.GetValue(every) == "month", Labels(parsed.GetValue(rebase)),
                        chosen switch { Dots => TimeChart.DotsAndIntervals, Run => TimeChart.RunChart, Xmr => TimeChart.Xmr, _ => null }, direction, parsed.GetValue(target),
                        new SeriesOptions
                        {
                            BaselinePoints = parsed.GetValue(baseline),
                            ScreenMovingRanges = parsed.GetValue(screen),
                            RunRules = parsed.GetValue(rules) == RuleSet.Anhoej.Id ? RuleSet.Anhoej : RuleSet.Ihi,
                        });
                if (parsed.GetValue(to) is { } path) File.WriteAllText(path, chart.Svg);
                reports.Add(Report(measure, chart));
            }
            PrintReports.Run(terminal, data.Format(parsed), reports);
            return CommandLine.Done;
        });
        return command;
    }

    private static void CheckRules(string kind, string? rules)
    {
        if (rules is null) return;
        var fits = rules == RuleSet.MakingDataCount.Id ? Xmr : Run;
        if (kind != fits)
            throw new UsageException($"--rules {rules} is for --kind {fits}; mixing rules raises false alarms");
    }

    // An option that would do nothing is a misunderstanding, so it is never passed over.
    private static void Check(ParseResult parsed, bool unfit, string use, Option[] options)
    {
        if (unfit && options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } stray)
            throw new UsageException($"{stray.Name} is for {use}");
    }

    private static string[] Labels(string? rebase) => DataOptions.List(rebase);

    private static GoodDirection Direction(Measured measure) =>
        measure.Scale?.HigherIsBetter switch { true => GoodDirection.Up, false => GoodDirection.Down, null => GoodDirection.Neither };

    private static Report Report(Measured measure, Chart chart)
    {
        var report = new Report("chart", chart.Table.Caption);
        report.Say(chart.Sentence);
        var table = report.Table("points", "", [.. chart.Table.Headers.Select(header => (Name(header), header))]);
        foreach (var row in chart.Table.Rows) table.Row([.. row.Cast<object?>()]);
        StandingWords.Add(report, measure);
        return report;
    }

    // "Likely between (95% interval)" becomes likelyBetween: what is in brackets is for people.
    private static string Name(string header)
    {
        var words = header.Split('(')[0].Split([' ', ',', '-', '%', '.'], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select((word, at) => at == 0 ? word.ToLowerInvariant() : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
        return char.IsDigit(name[0]) ? "limits" + name : name;
    }
}
