using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Library;

/// <summary>What an instrument's definition says, in plain words.</summary>
public static class InstrumentWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Size(Instrument instrument)
    {
        var scored = instrument.Scales.Count switch { 0 => "not scored", 1 => "1 score", var n => $"{n} scores" };
        return $"{instrument.Items.Count} questions, {scored}" + (instrument.Forms.Count > 0 ? $", {instrument.Forms.Count} forms" : "");
    }

    /// <summary>Tags as words, each once: "dimension:shared-decisions" is "shared decisions".</summary>
    public static IReadOnlyList<string> Tags(Instrument instrument) =>
        [.. instrument.Items.SelectMany(item => item.Tags).Concat(instrument.Scales.SelectMany(scale => scale.Tags))
            .Where(tag => !tag.StartsWith("side:", StringComparison.Ordinal))
            .Select(tag => tag[(tag.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('-', ' ')).Distinct()];

    /// <summary>How a score is made.</summary>
    public static string Method(Scale scale) => scale.Method switch
    {
        ScoringMethod.Sum => scale.IsRescaled ? $"The answers are added up and stretched to {Number(scale.Minimum)} to {Number(scale.Maximum)}." : "The answers are added up.",
        ScoringMethod.Mean => scale.IsRescaled ? $"The mean of the answers, stretched to {Number(scale.Minimum)} to {Number(scale.Maximum)}." : "The mean of the answers.",
        ScoringMethod.RaschMeasure =>
            "A measure from 0 to 100 that takes into account how easy each statement is to agree with (rating-scale model)."
            + (scale.Calibration?.Illustrative == true ? " The calibrations are illustrative: they show the method and are not from a study." : ""),
        ScoringMethod.TopScore => "The share of people who gave the best answer to every question.",
        ScoringMethod.OptionProportions => "The share of answers that count as this.",
        ScoringMethod.BipolarMean => "The mean of the answers; 0 is the middle between the two ends.",
        ScoringMethod.Lookup => "The answers are added up and a table turns the sum into the score. Every question must be answered."
            + (scale.Table?.Illustrative == true ? " The table is illustrative: it shows the method and is not from a study." : ""),
        ScoringMethod.Composite => scale.Combine == Combination.Mean ? "The mean of other scores." : "Other scores are added up.",
        ScoringMethod.Screening => "Whether at least one answer counts as this.",
        ScoringMethod.Goals => "The mean rating of the person’s own goals. Between rounds each goal is compared with itself.",
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale.Method, "Unknown method."),
    };

    /// <summary>What a score is made of, and how many.</summary>
    public static string Made(Scale scale) => (scale.Method, scale.PartCount) switch
    {
        (ScoringMethod.Composite, var count) => $"It is made of {count} other {(count == 1 ? "score" : "scores")}.",
        (_, 1) => "It uses 1 question.",
        (_, var count) => $"It uses {count} questions.",
    };

    /// <summary>Where each level begins and ends.</summary>
    public static string Levels(IReadOnlyList<Band> bands) => string.Join("; ", bands.Select((band, i) =>
        $"{band.Title.In("en")} ({Number(band.From)} to {(i == bands.Count - 1 ? "" : "below ")}{Number(band.To)})"));

    /// <summary>The languages other than English, and whether anybody has tested them; or null.</summary>
    public static string? Translations(Instrument instrument)
    {
        var others = instrument.Languages.Where(language => language != "en")
            .Select(language => CultureInfo.GetCultureInfo(language).EnglishName
                + (instrument.Translations.Any(t => t.Language == language && t.Status == TranslationStatus.Unvalidated) ? " (a translation that nobody has validated)" : ""))
            .ToList();
        return others.Count == 0 ? null : "English, " + string.Join(", ", others);
    }

    public static string Range(Scale scale)
    {
        var range = $"From {Number(scale.Minimum)} to {Number(scale.Maximum)}. ";
        return range + (scale.HigherIsBetter switch
        {
            true => "Higher is better.",
            false => "Lower is better.",
            null => "Neither end is the good one.",
        });
    }

    /// <summary>Which questions are turned round before scoring, or null.</summary>
    public static string? Reversed(Instrument instrument, Scale scale)
    {
        var texts = scale.Items.Where(item => item.Reverse).Select(item => $"“{instrument.FindItem(item.Code)?.Text.In("en")}”").ToList();
        return texts.Count == 0 ? null : $"Turned round before scoring: {string.Join(", ", texts)}.";
    }

    public static string Number(double number) => number.ToString("0.######", English).Replace('-', '−');
}
