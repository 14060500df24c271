using System.Text.Json.Nodes;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Tests.Platform.Nhs;

/// <summary>Our records from the options of a fixture.</summary>
public static class FixtureFields
{
    public static string? Word(this JsonNode? node, string name) => node?[name]?.ToString();

    public static bool Flag(this JsonNode? node, string name) => node?[name] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    public static int? Number(this JsonNode? node, string name) => node?[name]?.GetValue<int>();

    /// <summary>An option that is a string, or has text or html.</summary>
    public static Phrase Phrase(this JsonNode? node, string name) => node?[name] switch
    {
        JsonObject parts when parts["html"] is { } html => Web.Platform.Nhs.Phrase.Html(html.ToString()),
        JsonObject parts => (parts["text"] ?? parts["heading"])?.ToString(),
        var text => text?.ToString(),
    };

    public static T Fill<T>(this T field, JsonObject options) where T : Field
    {
        var label = options["label"] ?? options["fieldset"]?["legend"];
        var isObject = label is JsonObject;
        return (T)(field with
        {
            Id = (options.Word("id") ?? options.Word("idPrefix") ?? options.Word("name"))!,
            Label = (label is null ? null : isObject ? (label["heading"] ?? label["text"])?.ToString() : label.ToString()),
            LabelSize = isObject ? label.Word("size") : null,
            LabelIsHeading = isObject && label!["heading"] is not null,
            Caption = isObject ? label.Word("caption") : null,
            Hint = options.Phrase("hint"),
            Error = options.Phrase("errorMessage").Words,
            Disabled = options.Flag("disabled"),
            Class = options.Word("classes"),
        });
    }

    public static IReadOnlyList<Choice> Choices(this JsonObject options)
    {
        var chosen = options["values"]?.AsArray().Select(v => v!.ToString()).ToList() ?? (options.Word("value") is { } one ? [one] : []);
        return [.. options["items"]!.AsArray().Select(item => item.Word("divider") is { } divider ? Choice.Divider(divider) : new Choice
        {
            Value = item.Word("value")!,
            Label = item.Word("text"),
            Hint = item.Phrase("hint"),
            Checked = chosen.Contains(item.Word("value")!),
            Disabled = item.Flag("disabled"),
            Exclusive = item.Word("behaviour") == "exclusive",
            Conditional = item?["conditional"].Word("html"),
        })];
    }
}
