using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What a comparison of two rounds is told of them.</summary>
/// <param name="First">What was published of the earlier.</param>
/// <param name="Second">What was published of the later.</param>
/// <param name="Since">When the earlier was, as sentences say it.</param>
/// <param name="Until">When the later was.</param>
public sealed record ComparedEditions(PublishedRound First, PublishedRound Second, string Since, string Until);

/// <summary>The door between two rounds' scores and anybody's eyes, beside <see cref="DisclosureGate"/> for each round alone.</summary>
public static class ChangeGate
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What may be shown of how two rounds differ.</summary>
    /// <param name="pair">Their scores, as they were counted for the two editions.</param>
    /// <param name="editions">What was published of each.</param>
    /// <param name="decide">Whether a scale's figures of the same people may be shown; <see cref="SamePeopleRule"/> where nobody knows better.</param>
    /// <param name="language">Language of the texts.</param>
    public static PublishedChange Publish(
        RoundPair pair, ComparedEditions editions, Func<string, ScalePairs, SamePeopleDecision>? decide = null, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(editions);
        // The stricter of two promises holds for both.
        var k = Math.Max(editions.First.K, editions.Second.K);
        return new PublishedChange
        {
            Since = editions.Since,
            Until = editions.Until,
            Language = language,
            K = k,
            Scales = [.. pair.Keys.Select(key => Scale(pair, key, editions, k, decide ?? ((_, pairs) => SamePeopleRule.Decide(pairs, k)), language))],
        };
    }

    /// <summary>A published change as it is stored; the API returns exactly this.</summary>
    public static string ToJson(PublishedChange change) => JsonSerializer.Serialize(change, Options);

    /// <summary>A stored change as it was published. The only other way to a <see cref="PublishedChange"/>: what comes in must have gone out here.</summary>
    /// <exception cref="JsonException">It is no published change.</exception>
    public static PublishedChange Reopen(string json) =>
        JsonSerializer.Deserialize<PublishedChange>(json, Options) ?? throw new JsonException("A published change is never null.");

    private static PublishedScaleChange Scale(
        RoundPair pair, string key, ComparedEditions editions, int k, Func<string, ScalePairs, SamePeopleDecision> decide, string language)
    {
        var (first, second) = pair.Asked(key);
        var asked = second ?? first!;
        var scale = new PublishedScaleChange
        {
            Key = key,
            Title = asked.Scale.Title.In(language),
            InstrumentTitle = asked.Instrument.Title.In(language),
            FirstVersion = first?.Instrument.Version,
            SecondVersion = second?.Instrument.Version,
            Minimum = asked.Scale.Minimum,
            Maximum = asked.Scale.Maximum,
            Decimals = asked.Scale.Decimals,
            HigherIsBetter = asked.Scale.HigherIsBetter,
            Transition = asked.Scale.Transition,
            IsShare = (editions.Second.FindScale(key) ?? editions.First.FindScale(key))?.IsShare ?? false,
        };
        var words = new ChangeWords(scale, editions.Since, editions.Until);
        var levels = Refusal.Find(pair, key, ComparisonUse.Levels, language);
        var change = Refusal.Find(pair, key, ComparisonUse.PersonChange, language);
        var difference = levels.Count > 0 ? (null, levels)
            : DifferenceGate.Publish(asked.Scale, scale.IsShare, editions.First.FindScale(key), editions.Second.FindScale(key), k, words);
        var sameAnswers = pair.First.Responses == editions.First.Responses && pair.Second.Responses == editions.Second.Responses;
        var same = change.Count > 0 ? (null, change)
            : new SamePeopleGate(pair.Find(key)!, scale, words, k)
                .Publish(editions.First.FindScale(key), editions.Second.FindScale(key), sameAnswers, pairs => decide(key, pairs));
        return scale with
        {
            WhoeverAnswered = difference.Item1,
            WhoeverAnsweredRefusals = Published(difference.Item2),
            SamePeople = same.Item1,
            SamePeopleRefusals = Published(same.Item2),
        };
    }

    private static IReadOnlyList<PublishedRefusal> Published(IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(refusal => new PublishedRefusal { Code = refusal.Code, Words = refusal.Words, Details = refusal.Details })];
}
