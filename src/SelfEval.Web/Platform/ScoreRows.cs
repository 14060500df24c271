using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>A scale's score as a row and back: the value where SQL can reach it, the whole working as JSON.</summary>
public static partial class ScoreRows
{
    /// <summary>Stands in the working of a score with quality flags, and in no other.</summary>
    public const string SomeFlags = "\"flags\":[\"";

    public static Score ToRow(this ScaleScore score, Guid responseId) => new()
    {
        ResponseId = responseId,
        ScaleKey = score.Key,
        InstrumentVersion = score.InstrumentVersion,
        Rule = score.Rule,
        Value = score.Value,
        Working = JsonSerializer.Serialize(score, Shape.Default.ScaleScore),
    };

    public static ScaleScore Read(string working) => Read(Encoding.UTF8.GetBytes(working));

    public static ScaleScore Read(ReadOnlySpan<byte> working) =>
        (JsonSerializer.Deserialize(working, Shape.Default.StoredScore) ?? throw new JsonException("A score's working is empty.")).ToScore();

    /// <summary>What came of a score: its row's own columns, and the working where it has more to say.</summary>
    public static ScoreOutcome Outcome(string key, double? value, byte[]? working)
    {
        if (working is null) return new(key, value, null, []);
        var stored = JsonSerializer.Deserialize(working, Shape.Default.StoredOutcome) ?? throw new JsonException("A score's working is empty.");
        return new(key, value, stored.Unscored, stored.Flags);
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UseStringEnumConverter = true)]
    [JsonSerializable(typeof(ScaleScore))]
    [JsonSerializable(typeof(StoredScore))]
    [JsonSerializable(typeof(StoredOutcome))]
    private sealed partial class Shape : JsonSerializerContext;
}
