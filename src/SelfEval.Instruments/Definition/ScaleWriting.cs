using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Writes scales with their rules, bands and calibration.</summary>
internal static class ScaleWriting
{
    public static void Scale(Utf8JsonWriter json, Scale scale)
    {
        json.WriteStartObject();
        json.WriteString("id", scale.Id);
        InstrumentWriter.Text(json, "title", scale.Title);
        InstrumentWriter.Word(json, "method", scale.Method);
        InstrumentWriter.List(json, "items", scale.Items, item => Item(json, item));
        InstrumentWriter.List(json, "rules", scale.Rules, rule => Rule(json, rule));
        json.WriteNumber("minimum", scale.Minimum);
        json.WriteNumber("maximum", scale.Maximum);
        if (scale.HigherIsBetter is { } better)
            json.WriteBoolean("higherIsBetter", better);
        if (scale.RescaleTo100)
            json.WriteBoolean("rescaleTo100", true);
        InstrumentWriter.Strings(json, "counted", scale.Counted);
        InstrumentWriter.List(json, "bands", scale.Bands, band => Band(json, band));
        if (scale.Calibration is { } calibration)
            Calibration(json, calibration);
        InstrumentWriter.Optional(json, "minimumResponses", scale.MinimumResponses);
        if (scale.Transition)
            json.WriteBoolean("transition", true);
        InstrumentWriter.List(json, "qualityChecks", scale.QualityChecks, check => json.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(check.ToString())));
        InstrumentWriter.Strings(json, "tags", scale.Tags);
        json.WriteNumber("decimals", scale.Decimals);
        json.WriteEndObject();
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

    private static void Calibration(Utf8JsonWriter json, RaschCalibration calibration)
    {
        json.WriteStartObject("calibration");
        json.WriteStartObject("locations");
        foreach (var (code, location) in calibration.Locations)
            json.WriteNumber(code, location);
        json.WriteEndObject();
        json.WriteStartArray("thresholds");
        foreach (var threshold in calibration.Thresholds)
            json.WriteNumberValue(threshold);
        json.WriteEndArray();
        json.WriteNumber("extremeAdjustment", calibration.ExtremeAdjustment);
        json.WriteString("source", calibration.Source);
        json.WriteBoolean("illustrative", calibration.Illustrative);
        json.WriteEndObject();
    }
}
