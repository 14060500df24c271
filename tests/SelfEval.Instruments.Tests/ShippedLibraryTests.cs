using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests;

/// <summary>What the shipped instruments promise beyond being sound and scoring as their cases say.</summary>
public sealed class ShippedLibraryTests
{
    private static readonly string[] Complete =
    [
        "about-you", "activation-style", "care-style", "complaint-experience", "consultation-feedback-gp", "experience-fft", "goal-progress", "licensed-activation",
        "normalisation-style", "pei-style", "record-use", "relationship-axes", "relationship-core", "shared-decision-style",
    ];

    private static readonly Dictionary<string, string[]> Vocabulary = new()
    {
        ["dimension"] = ["power", "valence", "intensity", "formality", "proactivity", "knowledge", "respect", "choice", "cooperation", "trust"],
        ["level"] = ["person-professional", "person-system", "community-system"],
        ["domain"] = ["effective", "efficient", "person-centred", "equitable", "safe", "timely"],
        ["mechanism"] = ["patient-beliefs", "professional-beliefs", "systems", "culture"],
        ["npt"] = ["coherence", "cognitive-participation", "collective-action", "reflexive-monitoring"],
        ["side"] = ["patient", "staff"],
        ["background"] = [],
    };

    // Wording that is not ours to change, a topic that has no shorter word, and a sentence that mirrors the other side's.
    private static readonly string[] HarderToRead = ["fft_1", "about_disability", "rels_respect_2"];

    public static TheoryData<string> Shipped() => new(Complete);

    public static TheoryData<string> Welsh() => new("about-you", "activation-style", "care-style", "experience-fft", "pei-style", "relationship-core");

    public static TheoryData<string> Later() =>
        new(Make.Shelf.All.GroupBy(instrument => instrument.Id).Where(versions => versions.Count() > 1).Select(versions => versions.Key));

    [Fact]
    public void Nothing_that_the_design_names_is_missing() =>
        Assert.Superset(Complete.ToHashSet(), Make.Shelf.All.Select(instrument => instrument.Id).ToHashSet());

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_tag_of_a_newest_version_is_one_of_the_words_that_coverage_is_counted_by(string id)
    {
        var instrument = Make.Shipped(id);
        var tags = instrument.Items.SelectMany(item => item.Tags).Concat(instrument.Scales.SelectMany(scale => scale.Tags)).ToList();
        Assert.NotEmpty(tags);
        Assert.All(tags, tag =>
        {
            var (kind, value) = tag.Split(':') is [var first, var second] ? (first, second) : (tag, null);
            Assert.Contains(kind, Vocabulary);
            Assert.True(value is null ? Vocabulary[kind].Length == 0 : Vocabulary[kind].Contains(value), $"{id}: {tag}");
        });
    }

    [Fact]
    public void A_reader_of_eleven_can_read_every_question()
    {
        var hard = Complete.Select(Make.Shipped).SelectMany(instrument => instrument.Items)
            .Where(item => new[] { item.Text, item.Hint }.OfType<LocalText>().Any(text => Readability.Of(text.In("en"))!.ReadingAge > 11))
            .Select(item => item.Code);
        Assert.Equal(HarderToRead.Order(StringComparer.Ordinal), hard.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Welsh))]
    public void Welsh_stands_beside_English_and_says_that_nobody_has_validated_it(string id)
    {
        var instrument = Make.Shipped(id);
        Assert.Equal(["en", "cy"], instrument.Languages);
        var translation = Assert.Single(instrument.Translations, translation => translation.Language == "cy");
        Assert.Equal(TranslationStatus.Unvalidated, translation.Status);
        Assert.Contains("has not been validated", instrument.Licence.Terms!.In("en"), StringComparison.Ordinal);
        Assert.All(Read(instrument), text =>
        {
            Assert.True(text.ByLanguage.TryGetValue("cy", out var welsh), text.In("en"));
            Assert.NotEqual(text.In("en"), welsh);
        });
    }

    [Theory]
    [MemberData(nameof(Welsh))]
    public void One_English_answer_has_one_Welsh_answer_within_a_response_set(string id) =>
        Assert.All(Make.Shipped(id).ResponseSets, set =>
            Assert.Equal(set.Options.Count, set.Options.Select(option => option.Label.In("cy")).Distinct().Count()));

    [Theory]
    [MemberData(nameof(Later))]
    public void A_later_version_keeps_the_codes_and_the_scoring_of_the_first(string id)
    {
        var versions = Make.Shelf.All.Where(instrument => instrument.Id == id).ToList();
        var (newest, first) = (versions[0], versions[^1]);
        Assert.Equal(first.Items.Select(item => item.Code), newest.Items.Select(item => item.Code));
        foreach (var (before, after) in first.Items.Zip(newest.Items))
        {
            Assert.Equal(before.Kind, after.Kind);
            Assert.Equal(before.Responses?.Options.Select(option => (option.Code, option.Value, option.Missing)), after.Responses?.Options.Select(option => (option.Code, option.Value, option.Missing)));
        }
        Assert.Equal(first.Scales.Select(scale => (scale.Id, scale.Method, scale.Minimum, scale.Maximum)), newest.Scales.Select(scale => (scale.Id, scale.Method, scale.Minimum, scale.Maximum)));
        foreach (var (before, after) in first.Scales.Zip(newest.Scales))
        {
            Assert.Equal(before.Items, after.Items);
            Assert.Equal(before.Rules.Select(rule => (rule.Id, rule.Kind, rule.Count)), after.Rules.Select(rule => (rule.Id, rule.Kind, rule.Count)));
        }
    }

    [Fact]
    public void Axes_have_a_middle_two_sides_and_only_valence_has_a_good_end()
    {
        var axes = Make.Shipped("relationship-axes");
        Assert.All(axes.Items, item => Assert.Equal(ItemKind.Bipolar, item.Kind));
        Assert.Equal(8, axes.Scales.Count);
        foreach (var axis in new[] { "power", "valence", "intensity", "formality" })
        {
            foreach (var side in new[] { "patient", "staff" })
            {
                var scale = axes.FindScale($"{axis}-{side}")!;
                Assert.Equal((ScoringMethod.BipolarMean, -2d, 2d), (scale.Method, scale.Minimum, scale.Maximum));
                Assert.Equal(axis == "valence" ? true : null, scale.HigherIsBetter);
                Assert.All(scale.Items, part => Assert.Contains(part.Code, axes.Forms.Single(form => form.Id == side).Items));
            }
        }
        var sides = axes.Forms.Select(form => form.Items.Select(code => axes.FindItem(code)!).ToList()).ToList();
        Assert.Equal(sides[0].Select(item => item.Code[4..]), sides[1].Select(item => item.Code[4..]));
    }

    [Fact]
    public void Normalisation_keeps_two_kinds_of_not_relevant_apart_on_every_question()
    {
        var embedding = Make.Shipped("normalisation-style");
        Assert.Equal(["coherence", "cognitive-participation", "collective-action", "reflexive-monitoring"], embedding.Scales.Select(scale => scale.Id));
        Assert.All(embedding.Items, item =>
            Assert.Equal(["na_role", "na_stage"], item.Responses!.Options.Where(option => option.Missing == MissingKind.DoesNotApply).Select(option => option.Code)));
    }

    [Fact]
    public void Use_of_records_is_never_added_up_and_can_be_not_sure()
    {
        var use = Make.Shipped("record-use");
        Assert.All(use.Scales, scale => Assert.Single(scale.Items));
        Assert.All(use.Items.Where(item => item.Kind is ItemKind.SingleChoice or ItemKind.Number),
            item => Assert.Contains(item.Responses!.Options, option => option.Missing == MissingKind.NotSure));
    }

    [Fact]
    public void Licensed_activation_ships_no_statement_to_agree_with_and_two_sets_of_levels()
    {
        var licensed = Make.Shipped("licensed-activation");
        Assert.Equal(Standing.Licensed, licensed.Standing);
        Assert.All(licensed.Items, item => Assert.Contains(item.Kind, new[] { ItemKind.Number, ItemKind.Date, ItemKind.SingleChoice, ItemKind.ShortText }));
        var scale = Assert.Single(licensed.Scales);
        Assert.Equal(["la_score"], scale.Items.Select(part => part.Code));
        Assert.Equal(["older", "newer"], scale.BandSets.Select(set => set.ScoringVersion));
    }

    // What participants read.
    private static IEnumerable<LocalText> Read(Instrument instrument) =>
    [
        instrument.Title,
        .. instrument.Items.Select(item => item.Text),
        .. instrument.Items.Select(item => item.Hint).OfType<LocalText>(),
        .. instrument.ResponseSets.SelectMany(set => set.Options).Select(option => option.Label),
        .. instrument.Scales.Select(scale => scale.Title),
        .. instrument.Scales.SelectMany(scale => scale.Bands).Select(band => band.Title),
    ];
}
