using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse kappa</c>: do two coders put the same things into the same categories.</summary>
internal static class CompareCoders
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("kappa", "How far two coders agree beyond chance: Cohen's kappa, plain or weighted.");
        var file = new Argument<string>("codes.csv") { Description = "One row for each thing that was coded. '-' reads standard input." };
        var coders = new Option<string>("--coders") { Description = "The two columns of codes, with a comma between.", Required = true };
        var weights = new Option<string>("--weights") { Description = "none: any two codes differ alike; linear or quadratic: by how many steps they lie apart.", DefaultValueFactory = _ => "none" };
        weights.AcceptOnlyFromAmong("none", "linear", "quadratic");
        var order = new Option<string?>("--order") { Description = "All codes from lowest to highest, with commas between; for weights, unless the codes are whole numbers." };
        var confidence = DataOptions.ConfidenceOption();
        var format = DataOptions.FormatOption();
        command.Arguments.Add(file);
        foreach (var option in new Option[] { coders, weights, order, confidence, format })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            if (DataOptions.List(parsed.GetValue(coders)) is not [var first, var second] || first == second)
                throw new UsageException("--coders takes two columns, such as --coders ann,ben");
            var named = DataOptions.List(parsed.GetValue(order));
            if (named.Length != named.Distinct().Count())
                throw new UsageException("--order names a code twice");
            var kind = Enum.Parse<KappaWeights>(parsed.GetValue(weights)!, ignoreCase: true);
            var codings = ReadCodings.Run(terminal, parsed.GetValue(file)!, first, second, named, needsOrder: kind != KappaWeights.None);
            PrintReports.Run(terminal, parsed.GetValue(format)!, [Of(codings, kind, parsed.GetValue(confidence))]);
            return CommandLine.Done;
        });
        return command;
    }

    private static Report Of(Codings codings, KappaWeights weights, double confidence)
    {
        var interval = $"{Say.Percent(confidence)} interval";
        var found = CohenKappa.Of([.. codings.Pairs.Select(pair => pair.First)], [.. codings.Pairs.Select(pair => pair.Second)], Math.Max(2, codings.Categories.Count), weights, confidence);
        var report = new Report("kappa", $"Agreement of {codings.First} and {codings.Second}");
        report.Say($"{codings.Pairs.Count} were coded by both; {codings.OnlyFirst} by {codings.First} alone and {codings.OnlySecond} by {codings.Second} alone, which are not counted.");
        report.Say(found.Try(out var kappa)
            ? $"{(weights == KappaWeights.None ? "They agree on" : $"Weighing near misses ({Word(weights)}), they agree on")} {Say.Percent(kappa.Observed)}, where chance would give {Say.Percent(kappa.Expected)}: "
                + $"kappa {Say.Number(kappa.Kappa)} ({interval} {Say.Value(kappa.Interval)})."
            : $"No kappa: {found.Why!.Words}.");
        report.Add("coded", "n, coded by both", codings.Pairs.Count);
        report.Add("onlyFirst", $"Only by {codings.First}", codings.OnlyFirst);
        report.Add("onlySecond", $"Only by {codings.Second}", codings.OnlySecond);
        report.Add("weights", "Weights", Word(weights));
        report.Add("kappa", weights == KappaWeights.None ? "Cohen's kappa" : "Weighted kappa", found.Then(all => all.Kappa));
        report.Add("kappaInterval", $"Kappa, {interval}", found.Then(all => all.Interval));
        report.Add("standardError", "Its standard error", found.Then(all => all.StandardError));
        report.Add("observedAgreement", "Share that agrees", found.Then(all => all.Observed));
        report.Add("expectedAgreement", "Share that would agree by chance", found.Then(all => all.Expected));
        var table = report.Table("codings", "How the codes meet", ("first", codings.First), ("second", codings.Second), ("n", "n"));
        foreach (var cell in codings.Pairs.CountBy(pair => pair).OrderBy(cell => cell.Key))
            table.Row(codings.Categories[cell.Key.First], codings.Categories[cell.Key.Second], cell.Value);
        return report;
    }

    private static string Word(KappaWeights weights) => weights.ToString().ToLowerInvariant();
}
