using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SelfEval.Web.Platform.Api;

/// <summary>
/// How the API reads and writes JSON. Reading is strict: a member that is not documented, or is there twice, is a
/// mistake of the sender and would otherwise be lost in silence.
/// </summary>
public static class ApiJson
{
    public const int Deepest = 32;

    public static JsonSerializerOptions Options { get; } = Made();

    public static JsonDocumentOptions Documents { get; } = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    public static void Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = Deepest;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(SayWordsAsFilesDo);
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions();
        Set(options);
        options.MakeReadOnly();
        return options;
    }

    // Stored figures spell their enums like C#; the instrument files, the exports and so the API begin them in lower case.
    private static void SayWordsAsFilesDo(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsEnum) property.CustomConverter = type.Options.Converters[0];
        }
    }
}
