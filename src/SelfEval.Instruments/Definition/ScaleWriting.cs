using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Writes scales with all that belongs to them.</summary>
internal static class ScaleWriting
{
    public static void Scale(Utf8JsonWriter json, Scale scale)
    {
        json.WriteStartObject();
        json.WriteString("id", scale.Id);
        InstrumentWriter.Text(json, "title", scale.Title);
        InstrumentWriter.Word(json, "method", scale.Method);
        Content(json, scale);
        InstrumentWriter.List(json, "rules", scale.Rules, rule => Rule(json, rule));
        json.WriteNumber("minimum", scale.Minimum);
        json.WriteNumber("maximum", scale.Maximum);
        if (scale.HigherIsBetter is { } better)
            json.WriteBoolean("higherIsBetter", better);
        if (scale.RescaleTo100)
            json.WriteBoolean("rescaleTo100", true);
        if (scale.Rescale)
            json.WriteBoolean("rescale", true);
        InstrumentWriter.Strings(json, "counted", scale.Counted);
        Interpretation(json, scale);
        InstrumentWriter.List(json, "qualityChecks", scale.QualityChecks, check => QualityCheckReading.Write(json, check));
        InstrumentWriter.Strings(json, "tags", scale.Tags);
        json.WriteNumber("decimals", scale.Decimals);
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, Scale scale)
    {
        switch (scale.Method)
        {
            case ScoringMethod.Composite:
                InstrumentWriter.List(json, "scales", scale.Parts, part =>
                {
                    json.WriteStartObject();
                    json.WriteString("scale", part.Scale);
                    json.WriteNumber("weight", part.Weight);
                    json.WriteEndObject();
                });
                InstrumentWriter.Word(json, "combine", scale.Combine);
                break;
            case ScoringMethod.Goals:
                InstrumentWriter.List(json, "goals", scale.Goals, goal =>
                {
                    json.WriteStartObject();
                    json.WriteString("text", goal.Text);
                    json.WriteString("rating", goal.Rating);
                    json.WriteEndObject();
                });
                break;
            default:
                InstrumentWriter.List(json, "items", scale.Items, item => Item(json, item));
                break;
        }
        if (scale.Table is { } table)
            Table(json, table);
        if (scale.Calibration is { } calibration)
            Calibration(json, calibration);
    }

    private static void Interpretation(Utf8JsonWriter json, Scale scale)
    {
        InstrumentWriter.List(json, "bands", scale.Bands, band => Band(json, band));
        InstrumentWriter.List(json, "bandSets", scale.BandSets, set =>
        {
            json.WriteStartObject();
            json.WriteString("scoringVersion", set.ScoringVersion);
            json.WriteString("source", set.Source);
            InstrumentWriter.List(json, "bands", set.Bands, band => Band(json, band));
            json.WriteEndObject();
        });
        InstrumentWriter.Optional(json, "scoringVersion", scale.ScoringVersion);
        InstrumentWriter.Optional(json, "scoringVersionFrom", scale.ScoringVersionFrom);
        InstrumentWriter.Optional(json, "minimumResponses", scale.MinimumResponses);
        if (scale.Transition)
            json.WriteBoolean("transition", true);
        if (scale.PersonChange is { } personChange)
            json.WriteBoolean("personChange", personChange);
        InstrumentWriter.List(json, "importantDifferences", scale.ImportantDifferences, difference =>
        {
            json.WriteStartObject();
            json.WriteNumber("value", difference.Value);
            InstrumentWriter.Word(json, "level", difference.Level);
            json.WriteString("source", difference.Source);
            json.WriteEndObject();
        });
        InstrumentWriter.List(json, "referenceValues", scale.ReferenceValues, reference =>
        {
            json.WriteStartObject();
            InstrumentWriter.Text(json, "title", reference.Title);
            json.WriteNumber("mean", reference.Mean);
            InstrumentWriter.Optional(json, "sd", reference.StandardDeviation);
            InstrumentWriter.Optional(json, "n", reference.People);
            json.WriteString("source", reference.Source);
            json.WriteEndObject();
        });
    }

    private static void Item(Utf8JsonWriter json, ScaleItem item)
    {
        json.WriteStartObject();
        json.WriteString("code", item.Code);
        json.WriteBoolean("reverse", item.Reverse);
        json.WriteNumber("weight", item.Weight);
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, MissingRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        InstrumentWriter.Word(json, "kind", rule.Kind);
        InstrumentWriter.Optional(json, "count", rule.Count);
        InstrumentWriter.Word(json, "replacement", rule.Replacement);
        json.WriteBoolean("notApplicableIsZero", rule.NotApplicableIsZero);
        InstrumentWriter.Text(json, "title", rule.Title);
        json.WriteEndObject();
    }

    private static void Band(Utf8JsonWriter json, Band band)
    {
        json.WriteStartObject();
        json.WriteString("id", band.Id);
        InstrumentWriter.Text(json, "title", band.Title);
        json.WriteNumber("from", band.From);
        json.WriteNumber("to", band.To);
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, LookupTable table)
    {
        json.WriteStartObject("table");
        InstrumentWriter.List(json, "rows", table.Rows, row =>
        {
            json.WriteStartObject();
            json.WriteNumber("raw", row.Raw);
            json.WriteNumber("value", row.Value);
            InstrumentWriter.Optional(json, "se", row.StandardError);
            json.WriteEndObject();
        });
        json.WriteString("source", table.Source);
        json.WriteBoolean("illustrative", table.Illustrative);
        json.WriteEndObject();
    }

    private static void Calibration(Utf8JsonWriter json, RaschCalibration calibration)
    {
        json.WriteStartObject("calibration");
        if (calibration.IsPartialCredit)
        {
            json.WriteStartObject("itemThresholds");
            foreach (var (code, thresholds) in calibration.ItemThresholds)
                Numbers(json, code, thresholds);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("locations");
            foreach (var (code, location) in calibration.Locations)
                json.WriteNumber(code, location);
            json.WriteEndObject();
            Numbers(json, "thresholds", calibration.Thresholds);
        }
        json.WriteNumber("extremeAdjustment", calibration.ExtremeAdjustment);
        json.WriteString("source", calibration.Source);
        json.WriteBoolean("illustrative", calibration.Illustrative);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
