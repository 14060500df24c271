using System.Reflection;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Comparison;

/// <summary>
/// Every code of a refused comparison is provoked here and says so in a sentence that a nurse understands. A code that somebody adds without a case
/// fails, and so does a sentence that grows hard.
/// </summary>
public sealed class EveryRefusalTests
{
    /// <summary>A broadsheet's reading age: about 14 to 16 by this formula, which counts long words such as "questionnaire" heavily.</summary>
    private const double OldestReader = 17;
    private const int MostWords = 45;
    private static readonly double[] Scores = [20, 22, 25, 21, 30, 28, 27, 33];
    private static readonly Instrument Care = Make.Shipped("care-style");
    private static readonly Instrument Welsh = Care with { Languages = ["en", "cy"], Translations = [new Translation { Language = "cy", Status = TranslationStatus.Unvalidated }] };

    /// <summary>For each code two rounds that must not be compared.</summary>
    private static readonly Dictionary<string, Func<PublishedScaleChange>> Provoked = new()
    {
        [Refusal.Anonymous] = () => Compare(Earlier(Care, joins: false), Later(Care, joins: false)),
        [Refusal.NotAsked] = () => Compare(Earlier(Care), Wave.Of(Make.Shipped("pei-style"), Wave.People(1, 2, 3, 4, 5, 6))),
        [Refusal.TooFew] = () => Compare(Wave.Of(Care, Wave.People(Scores[..4])), Wave.Of(Care, Wave.People(Scores[..4]))),
        [Refusal.OverlappingGroups] = () => Compare(Earlier(Care), Wave.Of(Care, Wave.People(Scores).Skip(1).Select((p, i) => p with { Value = p.Value + i % 3 }))),
        [Refusal.TooAlike] = () => Compare(Earlier(Care), Wave.Of(Care, Wave.People(Scores).Select(p => p with { Value = p.Value + 2 }))),
        [Refusal.RoundNotShown] = () => Compare(Wave.Of(Care, Wave.People([.. Scores.Select(_ => 30.0)])), Later(Care)),
        [Refusal.AnswersChanged] = () => Compare(Earlier(Care) with { Scores = Wave.Of(Care, Wave.People(Scores).Skip(1)).Scores }, Later(Care)),
        [Refusal.Prefix + ComparabilityReason.Transition] = () => Compare(Wave.Of(Make.Shipped("pei-style"), Wave.People(1, 2, 3, 4, 5, 6, 7)), Wave.Of(Make.Shipped("pei-style"), Wave.People(2, 2, 5, 4, 6, 6, 9))),
        [Refusal.Prefix + ComparabilityReason.NoPersonChange] = () => Compare(Earlier(With(s => s with { PersonChange = false })), Later(With(s => s with { PersonChange = false }))),
        [Refusal.Prefix + ComparabilityReason.ScoringVersion] = () => Compare(Wave.Of(Care, Wave.People(Scores).Select(p => p with { Version = "older" })), Wave.Of(Care, Wave.People(Scores).Select(p => p with { Version = "newer" }))),
        [Refusal.Prefix + ComparabilityReason.Direction] = () => Compare(Earlier(Care), Later(With(s => s with { HigherIsBetter = false }))),
        [Refusal.Prefix + ComparabilityReason.Language] = () => Compare(Earlier(Welsh), Later(Welsh, language: "cy")),
        [Refusal.Prefix + ComparabilityReason.Adapted] = () => Compare(Earlier(Care), Wave.Of(Care.Take(null, ["care_1", "care_2", "care_3"]), Wave.People(3, 4, 5, 6, 7, 8, 9, 12))),
        [Refusal.Prefix + ComparabilityReason.Standing] = () => Compare(Earlier(Care), Later(Care with { Standing = Standing.Licensed })),
        [Refusal.Prefix + ComparabilityReason.Scoring] = () => Compare(Earlier(Care), Later(With(s => s with { Minimum = 0, Maximum = 100, RescaleTo100 = true }))),
        [Refusal.Prefix + ComparabilityReason.MissingRule] = () => Compare(Earlier(Care), Later(With(s => s with { Rules = [new MissingRule { Id = "all", Kind = MissingRuleKind.AllAnswered, Title = LocalText.Of("All") }] }))),
        [Refusal.Prefix + ComparabilityReason.Range] = () => Compare(Earlier(Care), Later(With(s => s with { Minimum = 0 }))),
        [Refusal.Prefix + ComparabilityReason.Question] = () => Compare(Earlier(Care), Later(With(s => s with { Transition = true }))),
        [Refusal.Prefix + ComparabilityReason.Wording] = () => Compare(Earlier(Care), Later(Care with { Items = [Care.Items[0] with { Text = LocalText.Of("Other words?") }, .. Care.Items.Skip(1)] })),
        [Refusal.Prefix + ComparabilityReason.Items] = () => Compare(Earlier(Care), Later(With(s => s with { Items = [.. s.Items.Take(9)] }))),
    };

    private static IEnumerable<string> All => Constants(typeof(Refusal)).Where(code => code != Refusal.Prefix)
        .Concat(Constants(typeof(ComparabilityReason)).Where(code => code != ComparabilityReason.Instrument).Select(code => Refusal.Prefix + code));

    public static TheoryData<string> Codes() => new(All.ToArray());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_is_provoked_and_says_why_in_plain_words(string code)
    {
        Assert.True(Provoked.TryGetValue(code, out var provoke), $"Nothing provokes {code}: add a case.");
        var change = provoke();
        var found = change.SamePeopleRefusals.Concat(change.WhoeverAnsweredRefusals).Where(refusal => refusal.Code == code).ToList();
        Assert.True(found.Count > 0, $"{code} was not given; {string.Join(", ", change.SamePeopleRefusals.Concat(change.WhoeverAnsweredRefusals).Select(r => r.Code))}");
        // Refused is refused: the figure of that view is not there.
        if (change.SamePeopleRefusals.Any(refusal => refusal.Code == code)) Assert.Null(change.SamePeople);
        if (change.WhoeverAnsweredRefusals.Any(refusal => refusal.Code == code)) Assert.Null(change.WhoeverAnswered);
        foreach (var words in found.Select(refusal => refusal.Words).Distinct()) IsPlain(words);
    }

    [Fact]
    public void No_case_is_of_a_code_that_is_gone() =>
        Assert.Equal(Provoked.Keys.Order(StringComparer.Ordinal), All.Order(StringComparer.Ordinal));

    /// <summary>Two rounds are compared scale by scale of one instrument, so that another instrument is always a scale that one of them did not ask.</summary>
    [Fact]
    public void Another_instrument_is_another_question()
    {
        var other = Care with { Id = "other" };
        Assert.Contains(Comparability.Of(new ScaleInUse(Care, Care.Scales[0]), new ScaleInUse(other, other.Scales[0])).Why, reason => reason.Code == ComparabilityReason.Instrument);
        Assert.All(Wave.Change(Earlier(Care), Later(other)).Scales, change => Assert.Equal(Refusal.NotAsked, Assert.Single(change.WhoeverAnsweredRefusals).Code));
    }

    [Fact]
    public void What_the_ledger_refuses_is_said_plainly_too() => IsPlain("Together with other results that are shown, of groups or of earlier editions, this would show what a few people answered.");

    private static void IsPlain(string words)
    {
        Assert.Matches(@"^[A-Z“][^\n]*\.$", words);
        var reading = Readability.Of(words)!;
        Assert.True(reading.ReadingAge <= OldestReader, $"Reading age {reading.ReadingAge:0.0}: {words}");
        Assert.True(reading.Words / reading.Sentences <= MostWords / 1.5 && reading.Words <= MostWords, $"{reading.Words} words: {words}");
        // Names that only makers of questionnaires or statisticians know.
        Assert.DoesNotMatch(@"_|-style|\bscale\b|\binstrument\b|\bitem\b|\bpaired\b|\bvariance\b|\bcomplement|\bdisclos|\bthreshold", words);
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static PublishedScaleChange Compare(Wave first, Wave second) => Wave.Compare(first, second);

    private static Wave Earlier(Instrument instrument, bool joins = true) => Wave.Of(instrument, Wave.People(Scores), joins);

    private static Wave Later(Instrument instrument, bool joins = true, string language = "en") =>
        Wave.Of(instrument, Wave.People(Scores).Select((p, i) => p with { Value = p.Value + i % 3 }), joins, language: language);

    private static Instrument With(Func<Scale, Scale> change) => Care with { Scales = [change(Care.Scales[0]), .. Care.Scales.Skip(1)] };
}
