using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class BandTests
{
    // A score bought elsewhere, with the published level cut-offs of two scoring versions.
    private static readonly Instrument Bought = Make.Read($$$"""
        {"id":"bought","version":"1.0","title":{"en":"B"},"standing":"licensed","licence":{"name":"Test"},"languages":["en"],
         "responseSets":[{"id":"versions","options":[{"code":"older","label":{"en":"Older"}},{"code":"newer","label":{"en":"Newer"}},{"code":"ns","label":{"en":"Not sure"},"missing":"notSure"}]}],
         "items":[{"code":"version","kind":"singleChoice","text":{"en":"V"},"responses":"versions"},
                  {"code":"points","kind":"number","text":{"en":"P"},"minimum":0,"maximum":100,"decimalPlaces":1}],
         "scales":[{"id":"s","title":{"en":"S"},"method":"sum","items":["points"],"rules":{{{Bench.All}}},"minimum":0,"maximum":100,"scoringVersionFrom":"version",
           "bandSets":[{"scoringVersion":"older","source":"Table","bands":[{{{Levels(67.1)}}}]},{"scoringVersion":"newer","source":"Table","bands":[{{{Levels(72.5)}}}]}]}]}
        """);

    [Theory]
    [InlineData(0, "1", "1")]
    [InlineData(47.0, "1", "1")]
    [InlineData(47.1, "2", "2")]
    [InlineData(55.1, "2", "2")]
    [InlineData(55.2, "3", "3")]
    [InlineData(67.0, "3", "3")]
    [InlineData(67.1, "4", "3")]
    [InlineData(72.4, "4", "3")]
    [InlineData(72.5, "4", "4")]
    [InlineData(100, "4", "4")]
    public void The_level_depends_on_the_scoring_version(double points, string older, string newer)
    {
        foreach (var (version, level) in new[] { ("older", older), ("newer", newer) })
        {
            var score = Scorer.Score(Bought, AnswerSheet.Empty.With("points", points).With("version", version))[0];
            Assert.Equal((points, "level-" + level, version), (score.Value, score.Band, score.ScoringVersion));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ns")]
    public void Without_a_scoring_version_there_is_a_score_and_no_level(string? version)
    {
        var score = Scorer.Score(Bought, AnswerSheet.Empty.With("points", 50).With("version", version))[0];
        Assert.Equal((50.0, null, null), (score.Value, score.Band, score.ScoringVersion));
    }

    [Fact]
    public void More_decimals_than_the_score_has_are_refused() =>
        Assert.Equal(AnswerProblemCode.TooManyDecimals, Assert.Throws<AnswersRefusedException>(() => Scorer.Score(Bought, AnswerSheet.Empty.With("points", 47.05))).Problems[0].Code);

    [Fact]
    public void A_part_without_the_version_has_no_bands()
    {
        var part = Bought.Take(null, ["points"]);
        Assert.Empty(part.Scales[0].BandSets);
        Assert.Null(part.Scales[0].ScoringVersionFrom);
    }

    [Fact]
    public void A_fixed_scoring_version_is_told_with_every_score_and_chooses_its_bands()
    {
        var fixedVersion = Bought with { Scales = [Bought.Scales[0] with { ScoringVersionFrom = null, ScoringVersion = "older" }] };
        var score = Scorer.Score(fixedVersion, AnswerSheet.Empty.With("points", 70))[0];
        Assert.Equal(("older", "level-4"), (score.ScoringVersion, score.Band));
    }

    [Theory]
    [InlineData(-5, "low")]
    [InlineData(2.9999, "low")]
    [InlineData(2.9999999999999996, "high")] // a mean of 3 as floating point gives it
    [InlineData(3, "high")]
    [InlineData(99, "high")]
    public void A_cut_belongs_to_the_band_above_it(double score, string band)
    {
        Band[] bands = [new() { Id = "low", Title = LocalText.Of("L"), From = 1, To = 3 }, new() { Id = "high", Title = LocalText.Of("H"), From = 3, To = 5 }];
        Assert.Equal(band, Band.Of(bands, score)!.Id);
        Assert.Equal(band == "low" ? 0 : 1, Band.PositionOf(bands, score));
        Assert.Null(Band.Of([], score));
        Assert.Equal(-1, Band.PositionOf([], score));
    }

    private static string Levels(double last) => string.Join(",", new[] { 0, 47.1, 55.2, last, 100 }.Zip([47.1, 55.2, last, 100], [1, 2, 3, 4])
        .Select(level => FormattableString.Invariant($$"""{"id":"level-{{level.Third}}","title":{"en":"L"},"from":{{level.First}},"to":{{level.Second}} }""")));
}
