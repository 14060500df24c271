using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Instruments.Aggregation;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Planning;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// The one door between figures and anybody's eyes. Nothing is shown of fewer than k people, and nothing from which a number of 1…k−1 people
/// could be worked out with what else is shown of the round.
/// </summary>
public static class DisclosureGate
{
    /// <summary>k may be lower than the default of 5, never lower than this.</summary>
    public const int SmallestK = 3;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What may be shown of a round.</summary>
    /// <param name="figures">The round's figures.</param>
    /// <param name="k">The smallest number of people shown; at least <see cref="SmallestK"/>.</param>
    /// <param name="language">Language of the texts.</param>
    public static PublishedRound Publish(RoundFigures figures, int k, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, SmallestK);
        var few = figures.Responses < k;
        var round = new PublishedRound
        {
            Questionnaire = figures.Questionnaire.Title,
            QuestionnaireHash = figures.Questionnaire.ContentHash,
            Language = language,
            K = k,
            Invited = figures.Invited,
            Withheld = few ? Withheld.FewerThanK : null,
            Sentence = PlainWords.Answered(figures.Responses, figures.Invited, k),
            ResponseRateWords = PlainWords.ResponseRate(figures.Responses, figures.Invited, k),
        };
        if (few) return round;
        var items = new ItemGate(figures, k, language);
        var scales = figures.Scales.Select(scale => new ScaleGate(scale, figures.Responses, figures.Invited, k, language)).ToList();
        items.Protect(scales);
        return round with
        {
            Responses = figures.Responses,
            ResponseRate = Rate(figures.Responses, figures.Invited),
            Scales = [.. scales.Select(scale => scale.Publish()).Select(scale => scale with { DifferenceNoticed = Noticed(scale) })],
            Items = [.. items.Publish()],
            Instruments = [.. figures.Questionnaire.Instruments.Select(instrument => new PublishedInstrument
            {
                Id = instrument.Id,
                Version = instrument.Version,
                Title = instrument.Title.In(language),
                Standing = instrument.Standing,
                Items = instrument.Items.Count,
                ContentHash = instrument.ContentHash,
            })],
        };
    }

    /// <summary>AAPOR's response rate 1, the lowest: complete answers of all who were invited; nobody who was invited is taken to be ineligible or out of reach.</summary>
    private static double? Rate(long responses, long? invited) => invited is not { } asked ? ResponseRates.WithoutDenominator.Rate1.OrNull()
        : asked < responses ? (asked > 0 ? (double)responses / asked : null)
        : ResponseRates.Of(new Dispositions(responses, Partial: 0, Refused: 0, NotContacted: 0, Other: asked - responses, UnknownHousehold: 0, UnknownOther: 0)).Rate1.OrNull();

    private static double? Noticed(PublishedScale scale) => scale switch
    {
        { IsShare: true, N: { } n, Mean: { } mean } =>
            ChangePower.ShareDifferenceNoticed(n, n, Math.Clamp((mean - scale.Minimum) / (scale.Maximum - scale.Minimum), 0, 1)).OrNull() * (scale.Maximum - scale.Minimum),
        { IsShare: false, N: > 1 and { } n, StandardDeviation: > 0 and { } spread } => ChangePower.DifferenceNoticed(n, n, spread),
        _ => null,
    };

    /// <summary>The 95 % interval of a response rate (Wilson); null where there is none.</summary>
    public static Interval? ResponseRateInterval(PublishedRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round is { Responses: { } responses, Invited: { } invited } && invited >= responses ? Proportion.Wilson(responses, invited).OrNull() : null;
    }

    /// <summary>A published round as it is stored; the API returns exactly this.</summary>
    public static string ToJson(PublishedRound round) => JsonSerializer.Serialize(round, Options);

    /// <summary>A stored edition as it was published. The only other way to a <see cref="PublishedRound"/>: what comes in must have gone out here.</summary>
    /// <exception cref="JsonException">It is no published round.</exception>
    public static PublishedRound ReopenEdition(string json) =>
        JsonSerializer.Deserialize<PublishedRound>(json, Options) ?? throw new JsonException("An edition is never null.");
}
