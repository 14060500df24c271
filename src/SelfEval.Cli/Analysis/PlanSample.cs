using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Planning;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse samplesize paired|unpaired|margin|reliability</c>: how many responses to collect. It reads no file.</summary>
internal static class PlanSample
{
    public static Command Create(Terminal terminal) => new("samplesize", "How many responses are needed: to see a change, to reach a margin, to tell units apart.")
    {
        Paired(terminal),
        Unpaired(terminal),
        ForMargin(terminal),
        ForReliability(terminal),
    };

    private static Command Paired(Terminal terminal)
    {
        var difference = Above0("--difference", "The mean change to notice, in points of the score.", required: true);
        var changes = Above0("--sd-changes", "SD of the changes of the same people, if known.");
        var sd = Above0("--sd", "SD of the score in a round; with --correlation instead of --sd-changes.");
        var correlation = Between("--correlation", "How strongly the two rounds go together, such as 0.5.", -1, 1);
        var (power, significance) = (Power(), Significance());
        return Build(terminal, "paired", "The same people asked twice.", [difference, changes, sd, correlation, power, significance], parsed =>
        {
            var spread = parsed.GetValue(changes) ?? (parsed.GetValue(sd) is { } one && parsed.GetValue(correlation) is { } r ? ChangePower.DeviationOfChanges(one, one, r)
                : throw new UsageException("give --sd-changes, or --sd and --correlation"));
            if (spread == 0) throw new UsageException("with a correlation of 1 everybody changes by the same amount and two people would do; give a correlation below 1");
            var found = ChangePower.PeopleForPaired(parsed.GetValue(difference)!.Value, spread, CheckedPower(parsed, power, significance), parsed.GetValue(significance)!.Value);
            var report = new Report("samplesize", "Responses to see a change of the same people");
            report.Add("standardDeviationOfChanges", "SD of the changes", spread);
            report.Say(found.Try(out var size)
                ? $"{Say.People(size.Responses)} must answer both times to notice a mean change of {Say.Number(parsed.GetValue(difference)!.Value)} with a chance of {Say.Percent(size.Achieved)}."
                : $"Not to be had: {found.Why!.Words}.");
            Add(report, found, "power", "Chance of noticing it");
            return (report, found.Then(all => (double)all.Responses));
        });
    }

    private static Command Unpaired(Terminal terminal)
    {
        var difference = Above0("--difference", "The difference of the means to notice, in points of the score.", required: true);
        var sd = Above0("--sd", "SD of the score within a group.", required: true);
        var ratio = Above0("--ratio", "People in the second group for each one in the first; 1 if not given.");
        var (power, significance) = (Power(), Significance());
        return Build(terminal, "unpaired", "Two groups of different people, or two anonymous rounds.", [difference, sd, ratio, power, significance], parsed =>
        {
            var found = ChangePower.PeopleForTwoGroups(parsed.GetValue(difference)!.Value, parsed.GetValue(sd)!.Value, CheckedPower(parsed, power, significance), parsed.GetValue(significance)!.Value, parsed.GetValue(ratio) ?? 1);
            var report = new Report("samplesize", "Responses to see a difference between two groups");
            report.Say(found.Try(out var size)
                ? $"{Say.People(size.First)} in the first group and {Say.People(size.Second)} in the second notice a difference of {Say.Number(parsed.GetValue(difference)!.Value)} with a chance of {Say.Percent(size.Power)}."
                : $"Not to be had: {found.Why!.Words}.");
            report.Add("first", "Responses in the first group", found.Try(out var groups) ? groups.First : found.Why);
            report.Add("second", "Responses in the second group", found.IsDefined ? groups.Second : found.Why);
            report.Add("power", "Chance of noticing it", found.Then(both => both.Power));
            return (report, found.Then(both => (double)(both.First + both.Second)));
        });
    }

    private static Command ForMargin(Terminal terminal)
    {
        var margin = Above0("--margin", "Half the width of the interval wanted: a share such as 0.05, or points of the score with --sd.", required: true);
        var proportion = Between("--proportion", "The share expected; 0.5, the widest, if not given.", 0, 1);
        var sd = Above0("--sd", "SD of the score: the margin is then of a mean.");
        var population = new Option<long?>("--population") { Description = "How many people there are in all, where that is few." };
        population.Validators.Add(result => { if (result.GetValueOrDefault<long?>() < 2) result.AddError("--population is 2 or more"); });
        var confidence = Between("--confidence", "Of the interval; 0.95 if not given.", 0, 1);
        return Build(terminal, "margin", "To know a share or a mean to within a margin.", [margin, proportion, sd, population, confidence], parsed =>
        {
            var (wanted, sure, all) = (parsed.GetValue(margin)!.Value, parsed.GetValue(confidence) ?? 0.95, parsed.GetValue(population));
            if (parsed.GetValue(proportion) is not null && parsed.GetValue(sd) is not null)
                throw new UsageException("--proportion is for a share and --sd for a mean: give one of them");
            var found = parsed.GetValue(sd) is { } deviation ? Margin.ResponsesForMean(wanted, deviation, sure, all)
                : Margin.ResponsesForProportion(wanted, sure, parsed.GetValue(proportion) ?? 0.5, all);
            var report = new Report("samplesize", $"Responses to know a {(parsed.GetValue(sd) is null ? "share" : "mean")} to within a margin");
            report.Say(found.Try(out var size)
                ? $"{size.Responses} responses give a margin of {Say.Number(size.Achieved)} either way ({Say.Percent(sure)} interval), if those who answer are like those who do not."
                : $"Not to be had: {found.Why!.Words}.");
            Add(report, found, "margin", "Margin that they give");
            return (report, found.Then(one => (double)one.Responses));
        });
    }

    private static Command ForReliability(Terminal terminal)
    {
        var icc = Between("--icc", "Reliability of one person's answer about a unit, ICC(1).", 0, 1);
        var known = Between("--known", "Reliability of a unit's mean that is known; with --people.", 0, 1);
        var people = new Option<long?>("--people") { Description = "People behind each mean when that was found." };
        people.Validators.Add(result => { if (result.GetValueOrDefault<long?>() < 1) result.AddError("--people is 1 or more"); });
        var target = Between("--target", "The reliability wanted; 0.8 if not given.", 0, 1);
        return Build(terminal, "reliability", "To tell clinicians, teams or practices apart by their mean.", [icc, known, people, target], parsed =>
        {
            var wanted = parsed.GetValue(target) ?? 0.8;
            if (wanted is 0 or 1) throw new UsageException("--target lies between 0 and 1, such as 0.8");
            var found = parsed.GetValue(icc) is { } one ? UnitReliability.PeopleForReliability(one, wanted)
                : parsed.GetValue(known) is { } mean && parsed.GetValue(people) is { } behind ? UnitReliability.PeopleForReliability(mean, behind, wanted)
                : throw new UsageException("give --icc, or --known and --people");
            var report = new Report("samplesize", "Responses to tell units apart");
            report.Say(found.Try(out var size) ? $"{Say.People(size.Responses)} for each unit give its mean a reliability of {Say.Number(size.Achieved)}." : $"Not to be had: {found.Why!.Words}.");
            Add(report, found, "reliability", "Reliability that they give");
            return (report, found.Then(all => (double)all.Responses));
        });
    }

    private static void Add(Report report, Estimate<SampleSize> found, string achieved, string label)
    {
        report.Add("responses", "Responses needed", found.Try(out var size) ? size.Responses : found.Why);
        report.Add(achieved, label, found.Then(all => all.Achieved));
    }

    private static Command Build(Terminal terminal, string name, string description, IReadOnlyList<Option> options, Func<ParseResult, (Report Report, Estimate<double> Responses)> plan)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Options.Add(option);
        var rate = Between("--response-rate", "The share of those asked who will answer: says how many to ask.", 0, 1);
        var format = DataOptions.FormatOption();
        command.Options.Add(rate);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(rate) is 0) throw new UsageException("--response-rate is above 0, such as 0.4");
            var (report, responses) = plan(parsed);
            if (parsed.GetValue(rate) is { } share && responses.Try(out var needed))
            {
                var ask = SampleSize.Invitations((long)needed, share);
                report.Add("invitations", "People to ask", ask);
                report.Say($"If {Say.Percent(share)} of those asked answer, ask {ask}.");
            }
            PrintReports.Run(terminal, parsed.GetValue(format)!, [report]);
            return CommandLine.Done;
        });
        return command;
    }

    private static double CheckedPower(ParseResult parsed, Option<double?> power, Option<double?> significance)
    {
        var (chance, level) = (parsed.GetValue(power)!.Value, parsed.GetValue(significance)!.Value);
        if (level is 0 or 1) throw new UsageException("--significance lies between 0 and 1, such as 0.05");
        return chance > level && chance < 1 ? chance : throw new UsageException("--power lies above --significance and below 1, such as 0.8");
    }

    private static Option<double?> Power() => Between("--power", "The chance of noticing it; 0.8 if not given.", 0, 1, 0.8);

    private static Option<double?> Significance() => Between("--significance", "Two-sided level; 0.05 if not given.", 0, 1, 0.05);

    private static Option<double?> Above0(string name, string description, bool required = false)
    {
        var option = new Option<double?>(name) { Description = description, Required = required };
        option.Validators.Add(result => { if (result.GetValueOrDefault<double?>() is { } value && !(value > 0 && double.IsFinite(value))) result.AddError($"{name} is a number above 0"); });
        return option;
    }

    private static Option<double?> Between(string name, string description, double low, double high, double? otherwise = null)
    {
        var option = new Option<double?>(name) { Description = description };
        if (otherwise is not null) option.DefaultValueFactory = _ => otherwise;
        option.Validators.Add(result => { if (result.GetValueOrDefault<double?>() is { } value && !(value >= low && value <= high)) result.AddError($"{name} lies from {low} to {high}"); });
        return option;
    }
}
