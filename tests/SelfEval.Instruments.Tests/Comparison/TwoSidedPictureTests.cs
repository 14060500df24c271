using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Change;
using Xunit;

namespace SelfEval.Instruments.Tests.Comparison;

public sealed class TwoSidedPictureTests
{
    private static readonly Instrument Core = Make.Shipped("relationship-core");

    [Fact]
    public void The_same_dimension_from_two_sides_with_the_gap_and_its_interval()
    {
        double[] patients = [.. Enumerable.Range(0, 40).Select(i => 3 + i % 4 / 3.0)], staff = [.. Enumerable.Range(0, 30).Select(i => 4 + i % 3 / 3.0)];
        var gaps = TwoSidedPicture.Of(Round("relp", "trust-patient", patients), Round("rels", "trust-staff", staff));
        var gap = Assert.Single(gaps, g => g.Dimension == "trust");
        var direct = TwoGroupComparison.Of(patients, staff).Welch.Value;
        Assert.Equal(direct.MeanDifference, gap.Gap!.Value, 1e-9);
        Assert.Equal(direct.Interval.Low, gap.Low!.Value, 1e-8);
        Assert.Equal(direct.Interval.High, gap.High!.Value, 1e-8);
        Assert.Matches(@"^Trust: staff clearly higher than patients, by \d\.\d\d points, likely between \d\.\d\d and \d\.\d\d\.$", gap.Sentence);
        // The other dimensions were asked and nobody has a score of them.
        Assert.Equal(7, gaps.Count);
        Assert.All(gaps.Where(g => g.Dimension != "trust"), g => Assert.Contains("Fewer than 5 people", g.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void No_clear_gap_and_too_few_to_tell_are_told_apart()
    {
        string Sentence(int people, double spread) => TwoSidedPicture.Of(
            Round("relp", "trust-patient", [.. Enumerable.Range(0, people).Select(i => 3 + spread * (i % 3 - 1))]),
            Round("rels", "trust-staff", [.. Enumerable.Range(0, people).Select(i => 3 + spread * (i % 3 - 1))])).Single(g => g.Dimension == "trust").Sentence;
        Assert.StartsWith("Trust: no clear gap between patients and staff; staff could be anything from 0.", Sentence(90, 0.5), StringComparison.Ordinal);
        Assert.StartsWith("Trust: too few to tell whether patients and staff differ", Sentence(9, 1.5), StringComparison.Ordinal);
    }

    [Fact]
    public void Sides_that_were_not_asked_alike_are_not_compared()
    {
        double[] scores = [3, 4, 3.5, 4.5, 2, 3, 4];
        var part = Core.Take(null, [.. Core.Items.Select(item => item.Code).Where(code => code.StartsWith("rels", StringComparison.Ordinal) && code != "rels_trust_3")]);
        var gap = TwoSidedPicture.Of(Round("relp", "trust-patient", scores), Publish(part, "trust-staff", scores)).Single(g => g.Dimension == "trust");
        Assert.Null(gap.Gap);
        Assert.Contains("not asked in the same way", gap.Sentence, StringComparison.Ordinal);
        Assert.Empty(TwoSidedPicture.Of(Round("relp", "trust-patient", scores), Round("relp", "trust-patient", scores)));
    }

    private static PublishedRound Round(string side, string scale, double[] scores) =>
        Publish(Core.Take(null, [.. Core.Items.Select(item => item.Code).Where(code => code.StartsWith(side, StringComparison.Ordinal))]), scale, scores);

    private static PublishedRound Publish(Instrument instrument, string scale, double[] scores)
    {
        var tally = new RoundTally(QuestionnaireDocument.Compose("Test", null, [new QuestionnairePage(null, null, [.. instrument.Items.Select(item => item.Code)])], [instrument]));
        foreach (var score in scores)
        {
            tally.Add(AnswerSheet.Empty, [new ScaleScore
            {
                Instrument = instrument.Id, InstrumentVersion = instrument.Version, Standing = instrument.Standing, Scale = scale, Rule = instrument.FindScale(scale)!.Rule.Id,
                Value = score, ItemCount = 3, Answered = 3, Used = [],
            }]);
        }

        return DisclosureGate.Publish(tally.ToFigures(null), 5);
    }
}
