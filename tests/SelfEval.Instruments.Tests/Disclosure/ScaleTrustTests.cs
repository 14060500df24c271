using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Tests.Aggregation;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class ScaleTrustTests
{
    [Fact]
    public void Many_who_answered_everything_can_be_relied_on()
    {
        var round = Round(Rounds.People(3, 120, lean: 0, gaps: 0), invited: 150);
        var trust = Of(round, "test.many");
        Assert.Equal(Trust.Rely, trust.Verdict);
        Assert.Equal("You can rely on this: 120 people have a score, and nothing on this page speaks against it.", trust.Sentence);
        Assert.Empty(trust.Reasons);
        Assert.All(trust.Missing, cell => Assert.Equal(0, cell.People));
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(241, false)]
    public void Fewer_than_half_of_those_asked_calls_for_care(int invited, bool relies)
    {
        var trust = Of(Round(Rounds.People(3, 120, lean: 0, gaps: 0), invited), "test.many");
        Assert.Equal(relies ? Trust.Rely : Trust.WithCare, trust.Verdict);
        Assert.Equal(relies, !trust.Sentence.Contains("fewer than half of the people asked", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_for_the_published_measure_says_how_many_it_needs()
    {
        var trust = Of(Round(Rounds.People(3, 40, lean: 0, gaps: 0)), "test.many");
        Assert.Equal(Trust.WithCare, trust.Verdict);
        Assert.StartsWith("Read with care, because there are fewer answers than the 50 or so that the published measure needs", trust.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_at_the_highest_score_and_many_blanks_are_reasons()
    {
        var ceiling = Of(Round(Rounds.People(3, 120, lean: 0.8, gaps: 0)), "test.many");
        Assert.Contains("many people have the highest possible score, so it cannot show much improvement", ceiling.Reasons);
        var blanks = Of(Round(Rounds.People(5, 200, lean: 0, gaps: 0.2)), "test.many");
        Assert.Contains(blanks.Reasons, reason => reason.EndsWith("of those who answered have no score", StringComparison.Ordinal));
        Assert.Contains(blanks.Reasons, reason => reason.EndsWith("of its answers were left blank", StringComparison.Ordinal));
        Assert.Contains("; and ", blanks.Sentence, StringComparison.Ordinal);
        var skipped = blanks.Missing.Single(cell => cell.Code == "Skipped");
        Assert.Equal((double)skipped.People!.Value / 600, skipped.Share);
    }

    [Fact]
    public void A_scale_that_is_not_shown_has_nothing_to_rely_on()
    {
        var alike = Enumerable.Range(0, 30).Select(_ => Rounds.Sheet("""{"m_1":"2","m_2":"2","m_3":"2","single":"1","friend":"3"}"""));
        var trust = Of(Round(alike), "test.many");
        Assert.Equal(Trust.NotShown, trust.Verdict);
        Assert.StartsWith("There is nothing to rely on. Scale many: not shown", trust.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_of_more_than_half_the_scale_is_too_few_to_tell()
    {
        int[] answers = [1, 3, 1, 3, 1, 3];
        var trust = Of(Round(answers.Select(a => Rounds.Sheet($$"""{"m_1":"{{a}}","m_2":"{{a}}","m_3":"{{a}}","single":"1"}"""))), "test.many");
        Assert.Equal(Trust.TooFewToTell, trust.Verdict);
        Assert.StartsWith("Too few to tell", trust.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_k_there_is_none() => Assert.Empty(ScaleTrust.Of(Round(Rounds.People(1, 4))));

    private static PublishedRound Round(IEnumerable<SelfEval.Instruments.Scoring.AnswerSheet> people, long? invited = null) => DisclosureGate.Publish(Rounds.Of(people, invited), 5);

    private static ScaleTrust Of(PublishedRound round, string key) => ScaleTrust.Of(round).Single(trust => trust.Key == key);
}
