using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse reliability</c>: do the items of a scale hang together, and how far may a score be off.</summary>
internal static class MeasureReliability
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("reliability", "Alpha with interval, omega, lambdas, item statistics, standard error of measurement and detectable change.");
        var data = DataOptions.AddTo(command);
        var group = DataOptions.Column("--group", "A column whose values are looked at apart, such as the round: a person counts once in each.");
        command.Options.Add(group);
        command.SetAction(parsed =>
        {
            var request = data.Request(parsed, (Role.Group, parsed.GetValue(group)));
            if (request.Scores.Count > 0)
                throw new UsageException("reliability needs the answers to the items: use --instrument or --items instead of --scores");
            var read = ReadAnalysisData.Run(terminal, request);
            var itemised = read.Measures.Where(measure => measure.Items is not null).ToList();
            foreach (var other in read.Measures.Except(itemised))
                terminal.Error.WriteLine($"{other.Name}: left out, as its items give no numbers");
            if (itemised.Count == 0)
                throw new InputException($"{request.Path}: none of the scales has items that give numbers, so there is no reliability");
            PrintReports.Run(terminal, data.Format(parsed), [.. itemised.SelectMany(measure => Groups.Of(read.Text(Role.Group), read.Rows)
                .Select(rows => Of(measure, read.Text(Role.Group) is null ? null : Groups.Label(parsed.GetValue(group)!, rows.Name), rows.Rows.Contains, data.Confidence(parsed))))]);
            return CommandLine.Done;
        });
        return command;
    }

    private static Report Of(Measured measure, string? group, Func<int, bool> rows, double confidence)
    {
        var items = measure.Items!;
        var found = ScaleReliability.Of(items.Of(rows), items.Codes.Count, confidence);
        var report = new Report("reliability", group is null ? measure.Title : $"{measure.Title}: {group}");
        var interval = $"{Say.Percent(confidence)} interval";
        report.Say(found.Alpha.Try(out var alpha)
            ? $"{Say.Sheets(found.People)} with all {items.Codes.Count} items answered: alpha {Say.Number(alpha)} ({interval} {Say.Value(Report.Plain(found.AlphaInterval))})."
            : $"{Say.Sheets(found.People)} with all {items.Codes.Count} items answered: no alpha, because {found.Alpha.Why!.Words}.");
        var left = Enumerable.Range(0, items.Rows).Count(rows) - found.People;
        if (left > 0)
            report.Say($"{Say.Sheets(left)} with an item left out, not counted.");
        var turned = items.Codes.Where((_, at) => found.Items[at].ItemRest.Try(out var rest) && rest < 0).ToList();
        if (turned.Count > 0)
            report.Say($"{string.Join(", ", turned)}: runs against the other items; is it to be reversed?");
        report.Add("people", "n, all items answered", found.People);
        report.Add("peopleLeftOut", "Left an item out", left);
        report.Add("items", "Items", items.Codes.Count);
        report.Add("alpha", "Alpha", found.Alpha);
        report.Add("alphaInterval", $"Alpha, {interval} (Feldt)", found.AlphaInterval);
        report.Add("standardisedAlpha", "Alpha, standardised", found.StandardisedAlpha);
        report.Add("omega", "Omega total (one factor)", found.Omega);
        report.Add("lambda2", "Guttman's lambda 2", found.Lambda2);
        report.Add("lambda6", "Guttman's lambda 6", found.Lambda6);
        report.Add("meanInterItemCorrelation", "Mean correlation between items", found.InterItem.Then(all => all.Mean));
        AddError(report, measure, rows, found, confidence);
        AddItems(report, items, found);
        StandingWords.Add(report, measure);
        return report;
    }

    // In points of the score as reported: alpha is the same for every linear transformation of the sum.
    private static void AddError(Report report, Measured measure, Func<int, bool> rows, ScaleReliability found, double confidence)
    {
        var score = Statistics.Description.RunningMoments.Of(measure.Defined(rows));
        if (measure.Scale is { Method: ScoringMethod.Lookup or ScoringMethod.RaschMeasure })
            report.Say("Alpha is of the sum of the items. The score is not a straight line of that sum, so its error is about right in the middle and not at the ends.");
        Estimate<double> deviation = score.StandardDeviation is { } sd ? sd : Undefined.TooFew(2, score.Count, "scores");
        var error = deviation.IsDefined && found.Alpha.IsDefined ? (Estimate<double>)MeasurementError.Standard(deviation.Value, found.Alpha.Value) : deviation.Why ?? found.Alpha.Why!;
        report.Add("scores", "Scores", score.Count);
        report.Add("standardDeviation", "SD of the score", deviation);
        report.Add("standardErrorOfMeasurement", "Standard error of measurement, in points of the score", error);
        report.Add("detectableChange", $"Smallest change of one person beyond error ({Say.Percent(confidence)})", error.Then(sem => MeasurementError.DetectableChange(sem, confidence)));
        report.Add("detectableChangeOfMean", $"Smallest change of the mean of as many people beyond error ({Say.Percent(confidence)})",
            error.Then(sem => MeasurementError.DetectableChangeOfMean(sem, score.Count, confidence)));
    }

    private static void AddItems(Report report, ItemAnswers items, ScaleReliability found)
    {
        var table = report.Table("itemStatistics", "Items, reversed ones turned round", ("item", "Item"), ("mean", "Mean"), ("standardDeviation", "SD"),
            ("itemRestCorrelation", "Correlation with the others"), ("alphaIfDeleted", "Alpha without it"));
        for (var i = 0; i < items.Codes.Count; i++)
            table.Row(items.Codes[i], found.Items[i].Mean, found.Items[i].StandardDeviation, found.Items[i].ItemRest, found.Items[i].AlphaIfDeleted);
    }
}
