using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Cli.Analysis;

/// <summary>What <c>analyse rasch --link</c> adds: the measures of a form, brought onto the scale of another form by the items that both have.</summary>
internal sealed class LinkForms
{
    private const string MeanMean = "mean-mean", MeanSigma = "mean-sigma";

    private readonly Option<string?> file = new("--link") { Description = "Answers to another form, whose scale is kept: measures are brought onto it by the items that both forms have." };
    private readonly Option<string?> items = new("--link-items") { Description = "Columns of --link with the items of that form, where --items says those of this one." };
    private readonly Option<string?> instrument = new("--link-instrument") { Description = "The instrument behind --link, where it was another version." };
    private readonly Option<string?> only = new("--link-only") { Description = "Items of the instrument that the form behind --link used, where it used only some." };
    private readonly Option<string?> method = new("--link-method") { Description = $"{MeanMean} (the usual): the forms differ by a shift; {MeanSigma}: also by the unit." };

    private LinkForms() => method.AcceptOnlyFromAmong(MeanMean, MeanSigma);

    public static LinkForms AddTo(Command command)
    {
        var options = new LinkForms();
        foreach (var option in new Option[] { options.file, options.items, options.instrument, options.only, options.method })
            command.Options.Add(option);
        return options;
    }

    /// <summary>The items of the other form, which --reverse may name.</summary>
    public IReadOnlyList<string> Items(ParseResult parsed) => DataOptions.List(parsed.GetValue(items));

    /// <summary>What to read of the other form; null where there is none.</summary>
    public DataRequest? Request(ParseResult parsed, DataRequest form)
    {
        if (parsed.GetValue(file) is not { } path)
        {
            var stray = new[] { items, instrument, only, method }.FirstOrDefault(option => parsed.GetValue(option) is not null);
            return stray is null ? null : throw new UsageException($"{stray.Name} goes with --link FILE, the answers to the other form");
        }
        if (path == "-" && form.Path == "-")
            throw new UsageException("only one of the two forms can come from standard input");
        var other = form with { Path = path, Items = Items(parsed), Instrument = OtherForm.Of(form, (instrument.Name, parsed.GetValue(instrument)), (only.Name, parsed.GetValue(only))) };
        if (form.Instrument is null)
        {
            if (other.Items.Count == 0)
                throw new UsageException("--link needs --link-items: the columns of that file, of which those called as in --items link the forms");
            if (form.Range is null)
                throw new UsageException("--link needs --range, such as --range 1..5: both forms count from the same lowest answer");
            return other;
        }
        if (other.Items.Count > 0)
            throw new UsageException("--link-items goes with --items; with --instrument use --link-instrument or --link-only");
        return other with
        {
            Scales = [.. form.Scales.Select(scale => other.Instrument!.FindScale(scale.Id)
                ?? throw new InputException($"{form.Instrument.Id}.{scale.Id}: cannot be linked, as {other.Instrument.Id} {other.Instrument.Version} has no such scale"))],
        };
    }

    /// <summary>The link of one scale, from the calibrations of both forms.</summary>
    public Report Of(ParseResult parsed, CalibratedForm form, CalibratedForm reference)
    {
        var sigma = parsed.GetValue(method) == MeanSigma;
        var report = new Report("link", $"{form.Measure.Title}: brought onto the scale of {reference.File}");
        var places = reference.Codes.Select((code, at) => (code, at)).ToDictionary(pair => pair.code, pair => pair.at);
        var common = Common(form, reference, places);
        report.Add("commonItems", "Common items", common.Count);
        report.Add("method", "Method", sigma ? MeanSigma : MeanMean);
        var altered = form.Codes.Where(code => places.ContainsKey(code) && !common.Contains(code)).ToList();
        if (altered.Count > 0)
            report.Say($"Not used, as the two forms ask or score them differently: {string.Join(", ", altered)}.");
        CommonItem[] pairs = [.. common.Select(code => new CommonItem(reference.Found.Items[places[code]].Location, form.Found.Items[form.Codes.ToList().IndexOf(code)].Location))];
        var found = sigma ? FormLink.MeanSigma(pairs) : FormLink.MeanMean(pairs);
        if (!found.Try(out var link))
        {
            report.Add("link", "Link", found.Why);
            report.Say($"No link: {found.Why!.Words}.");
            return report;
        }
        Sentences(report, link, common, sigma);
        report.Add("slope", "Slope", link.Slope);
        report.Add("shift", "Shift (logits)", link.Shift);
        report.Add("standardError", "Standard error of the link, common items as a sample", link.StandardError);
        report.Add("samplingError", "Standard error of the link from the two calibrations", link.SamplingError);
        Tables(report, form, link, common, pairs);
        return report;
    }

    private static void Sentences(Report report, FormLink link, List<string> common, bool sigma)
    {
        var error = link.StandardError.Try(out var found) ? $" (standard error {Say.Number(found)})" : "";
        report.Say($"{(common.Count == 1 ? "1 item is" : $"{common.Count} items are")} on both forms. A measure here {(sigma ? $"times {Say.Number(link.Slope)} " : "")}plus {Say.Number(link.Shift)} logits{error} is on the scale of the other form.");
        var drifted = common.Where((_, at) => link.Items[at].Drifted).ToList();
        if (drifted.Count > 0)
            report.Say($"Moved between the forms: {string.Join(", ", drifted)}. Look at them before you link by them, or leave them out of one form.");
    }

    private static void Tables(Report report, CalibratedForm form, FormLink link, List<string> common, CommonItem[] pairs)
    {
        var table = report.Table("commonItems", "Common items, in logits", ("item", "Item"), ("reference", "On the other form"), ("referenceStandardError", "SE"), ("form", "On this form"), ("formStandardError", "SE"),
            ("drift", "Drift after linking"), ("z", "z"), ("drifted", "Moved"));
        for (var i = 0; i < pairs.Length; i++)
            table.Row(common[i], pairs[i].Reference.Value, pairs[i].Reference.StandardError, pairs[i].New.Value, pairs[i].New.StandardError, link.Items[i].Drift, link.Items[i].Z, link.Items[i].Drifted);
        var measures = report.Table("linkedRawScores", "Measures of this form's raw scores on the scale of the other form, all items answered", ("raw", "Raw score"), ("measure", "Measure (logits)"), ("standardError", "SE"));
        var likely = form.Found.Model.RawScoreTable();
        for (var raw = 0; raw < likely.Length; raw++)
            measures.Row(raw, link.Apply(likely[raw].Theta), link.Slope * likely[raw].StandardError);
    }

    // Of an instrument, only what is asked in the same way; a step more or less is another item in any case.
    private static List<string> Common(CalibratedForm form, CalibratedForm reference, Dictionary<string, int> places)
    {
        var alike = form.Measure is { Instrument: { } one, Scale: { } scale } && reference.Measure is { Instrument: { } two, Scale: { } other }
            ? Comparability.Of(new ScaleInUse(one, scale), new ScaleInUse(two, other)).CommonItems : form.Codes;
        return [.. form.Codes.Where((code, at) => alike.Contains(code) && places.TryGetValue(code, out var there)
            && form.Found.Items[at].Thresholds.Count == reference.Found.Items[there].Thresholds.Count)];
    }
}

/// <summary>A form and what was found of its items.</summary>
internal sealed record CalibratedForm(string File, Measured Measure, Calibration Found)
{
    public IReadOnlyList<string> Codes => Measure.Items!.Codes;
}
