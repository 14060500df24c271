using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>The short form of a published round. It takes nothing but what is published already, so that it can tell nothing more.</summary>
public static class SummaryGate
{
    private const string Site = "site";

    // Most of a round's flags and limits are empty: leaving those out halves what is stored and read.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The summary of a published round.</summary>
    public static PublishedSummary Of(PublishedRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var rate = DisclosureGate.ResponseRateInterval(round);
        var items = round.Items.Where(item => item.Withheld != Withheld.NoFigures).ToList();
        var groups = round.Breakdowns.SelectMany(breakdown => breakdown.Groups).ToList();
        return new PublishedSummary
        {
            Round = round with
            {
                Items = [],
                Scales = [.. round.Scales.Select(Short)],
                Breakdowns = [.. round.Breakdowns.Where(breakdown => breakdown.Key == Site).Select(Short)],
            },
            RateLow = rate?.Low,
            RateHigh = rate?.High,
            Items = items.Count,
            ItemsHidden = items.Count(item => item.Withheld is not null || item.HidesSome),
            Groups = groups.Count,
            GroupsHidden = groups.Count(group => group.People is null || group.People > 0 && group.Scales.Any(scale => scale.Withheld is not null)),
        };
    }

    /// <summary>A summary as it is stored beside its edition.</summary>
    public static string ToJson(PublishedSummary summary) => JsonSerializer.Serialize(summary, Options);

    /// <summary>A stored summary as it was made here.</summary>
    /// <exception cref="JsonException">It is no summary.</exception>
    public static PublishedSummary Reopen(string json) => JsonSerializer.Deserialize<PublishedSummary>(json, Options) ?? throw new JsonException("A summary is never null.");

    private static PublishedScale Short(PublishedScale scale) => scale with { Sentence = "", RuleTitle = "", ReliabilityNote = null, Distribution = [], UnscoredReasons = [] };

    private static PublishedBreakdown Short(PublishedBreakdown breakdown) => breakdown with
    {
        Groups = [.. breakdown.Groups.Select(group => group with { Scales = [.. group.Scales.Select(scale => scale with { Sentence = "" })] })],
    };
}
