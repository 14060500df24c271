using System.CommandLine;
using System.Globalization;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse rasch</c>: calibrates the items of a scale and says how well they and the people fit.</summary>
internal static class CalibrateItems
{
    private const string Dichotomous = "rm", RatingScale = "rsm", PartialCredit = "pcm";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("rasch", "Calibrates a Rasch, rating-scale or partial-credit model: item locations, fit, thresholds, person separation, raw-score table.");
        var data = DataOptions.AddTo(command);
        var model = new Option<string>("--model") { Description = "rm (two scores), rsm (rating scale) or pcm (partial credit).", DefaultValueFactory = _ => RatingScale };
        model.AcceptOnlyFromAmong(Dichotomous, RatingScale, PartialCredit);
        command.Options.Add(model);
        var link = LinkForms.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = data.Request(parsed, link.Items(parsed));
            if (request.Scores.Count > 0)
                throw new UsageException("rasch needs the answers to the items: use --instrument or --items instead of --scores");
            var other = link.Request(parsed, request);
            var form = ReadAnalysisData.Run(terminal, request);
            var reference = other is null ? null : ReadAnalysisData.Run(terminal, other);
            var family = parsed.GetValue(model) switch { Dichotomous => RaschFamily.Dichotomous, RatingScale => RaschFamily.RatingScale, _ => RaschFamily.PartialCredit };
            List<Report> reports = [];
            foreach (var at in Itemised(form))
            {
                var (report, found) = Of(form, form.Measures[at], family);
                reports.Add(report);
                // Both forms were asked for the same scales in the same order.
                if (reference is null || found is null || !Itemised(reference).Contains(at)) continue;
                var (otherReport, otherFound) = Of(reference, reference.Measures[at], family);
                reports.Add(otherReport);
                if (otherFound is not null) reports.Add(link.Of(parsed, found, otherFound));
            }
            PrintReports.Run(terminal, data.Format(parsed), reports);
            return CommandLine.Done;
        });
        return command;
    }

    private static List<int> Itemised(AnalysisData data)
    {
        List<int> places = [.. Enumerable.Range(0, data.Measures.Count).Where(at => data.Measures[at].Items is { Codes.Count: > 1 })];
        return places.Count > 0 ? places : throw new InputException($"{data.File}: no scale here has two items or more that give numbers");
    }

    private static (Report Report, CalibratedForm? Found) Of(AnalysisData data, Measured measure, RaschFamily family)
    {
        var (scores, tops) = RaschScores.Of(data, measure, family);
        var report = new Report("rasch", $"{measure.Title}: {Name(family)}, conditional maximum likelihood");
        var fitted = Calibration.Fit(scores, family, tops);
        report.Add("people", "n", scores.People);
        report.Add("model", "Model", Name(family));
        if (!fitted.Try(out var calibration))
        {
            report.Add("calibration", "Calibration", fitted.Why);
            report.Say($"No calibration: {fitted.Why!.Words}.");
            return (report, null);
        }
        var fit = ModelFit.Of(calibration.Model, scores);
        var disorder = ThresholdDisorder.In(calibration.Model);
        report.Say($"{Say.People(calibration.People)}, of whom {calibration.InformativePeople} say something about the items (at least two answers, not all the lowest or all the highest).");
        report.Say(fit.Separation.Reliability.Try(out var separation) ? $"The measures tell people apart with a reliability of {Say.Number(separation)} ({Say.People(fit.Separation.Count)})."
            : $"How well people are told apart is not defined: {fit.Separation.Reliability.Why!.Words}.");
        report.Say(disorder.Count == 0 ? "All thresholds are in order." : $"Thresholds out of order: {string.Join(", ", disorder.Select(at => measure.Items!.Codes[at.Item]).Distinct())}. "
            + "An option between them is nowhere the likeliest: look at whether people use the options as meant.");
        report.Add("informativePeople", "People who say something about the items", calibration.InformativePeople);
        report.Add("logLikelihood", "Conditional log-likelihood", calibration.LogLikelihood);
        report.Add("parameters", "Free parameters", calibration.ParameterCount);
        report.Add("personSeparation", "Person separation reliability", fit.Separation.Reliability);
        AddItems(report, measure.Items!.Codes, calibration, fit, disorder);
        AddSteps(report, measure.Items!.Codes, calibration);
        AddTable(report, calibration.Model);
        StandingWords.Add(report, measure);
        return (report, new CalibratedForm(data.File, measure, calibration));
    }

    private static void AddItems(Report report, IReadOnlyList<string> codes, Calibration calibration, ModelFit fit, IReadOnlyList<ThresholdDisorder> disorder)
    {
        var table = report.Table("items", "Items, in logits; reversed ones turned round", ("item", "Item"), ("location", "Location"), ("standardError", "SE"), ("infit", "Infit"), ("infitZ", "Infit z"),
            ("outfit", "Outfit"), ("outfitZ", "Outfit z"), ("disordered", "Thresholds out of order"));
        for (var i = 0; i < codes.Count; i++)
        {
            var (location, of) = (calibration.Items[i].Location, fit.Items[i]);
            table.Row(codes[i], location.Value, location.StandardError, of.Infit, of.InfitZ, of.Outfit, of.OutfitZ, disorder.Any(at => at.Item == i));
        }
    }

    private static void AddSteps(Report report, IReadOnlyList<string> codes, Calibration calibration)
    {
        var table = report.Table("thresholds", calibration.Family == RaschFamily.RatingScale ? "Thresholds that all items share, around their location" : "Thresholds of the items",
            ("item", "Item"), ("step", "Between"), ("value", "Threshold"), ("standardError", "SE"));
        void Rows(string item, IReadOnlyList<CalibratedValue> steps)
        {
            for (var step = 0; step < steps.Count; step++)
                table.Row(item, string.Create(CultureInfo.InvariantCulture, $"{step} and {step + 1}"), steps[step].Value, steps[step].StandardError);
        }
        if (calibration.Family == RaschFamily.RatingScale) Rows("all", calibration.Steps);
        else for (var i = 0; i < codes.Count; i++) Rows(codes[i], calibration.Items[i].Thresholds);
    }

    private static void AddTable(Report report, ThresholdModel model)
    {
        var table = report.Table("rawScores", "Measures of raw scores, all items answered", ("raw", "Raw score"), ("measure", "Measure (logits)"), ("standardError", "SE"), ("points", "0 to 100"), ("warm", "Warm's measure"), ("extreme", "Lowest or highest"));
        var (likely, warm) = (model.RawScoreTable(), model.RawScoreTable(PersonEstimator.WarmLikelihood));
        for (var raw = 0; raw < likely.Length; raw++)
            table.Row(raw, likely[raw].Theta, likely[raw].StandardError, model.To100(likely[raw].Theta), warm[raw].Theta, likely[raw].Extreme);
    }

    private static string Name(RaschFamily family) => family switch
    {
        RaschFamily.Dichotomous => "Rasch model",
        RaschFamily.RatingScale => "rating-scale model",
        _ => "partial-credit model",
    };
}
