using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Instruments.Tests.Comparison;

public sealed class WhatMattersTests
{
    private static readonly Scale Care = Make.Shipped("care-style").Scales[0];
    private static readonly WhatMatters Two = new(2, "test");

    [Theory]
    [InlineData(0.1, 3, ChangeVerdict.ClearlyHigher)]
    [InlineData(-3, -0.1, ChangeVerdict.ClearlyLower)]
    [InlineData(0, 1, ChangeVerdict.NoClearChange)]
    [InlineData(-1, 0, ChangeVerdict.NoClearChange)]
    [InlineData(-1.9, 1.9, ChangeVerdict.NoClearChange)]
    [InlineData(-2, 1, ChangeVerdict.TooFewToTell)]
    [InlineData(-1, 2, ChangeVerdict.TooFewToTell)]
    [InlineData(-5, 5, ChangeVerdict.TooFewToTell)]
    public void The_interval_decides(double low, double high, ChangeVerdict verdict) => Assert.Equal(verdict, Two.Judge(new Interval(low, high)));

    [Fact]
    public void The_instruments_own_difference_comes_first_and_defaults_are_named()
    {
        ImportantDifference one = new() { Value = 5.4, Level = DifferenceLevel.Person, Source = "A study." }, groups = new() { Value = 3, Level = DifferenceLevel.Group, Source = "B study." };
        Assert.Equal(new WhatMatters(3, "found for groups: B study."), WhatMatters.Of(Care with { ImportantDifferences = [one, groups] }, false, 8));
        Assert.Equal(new WhatMatters(5.4, "found for one person's score: A study."), WhatMatters.Of(Care with { ImportantDifferences = [one] }, false, 8));
        Assert.Equal(4, WhatMatters.Of(Care, false, 8).Value);
        Assert.Contains("half the standard deviation", WhatMatters.Of(Care, false, 8).Source, StringComparison.Ordinal);
        Assert.Equal(4, WhatMatters.Of(Care, false, null).Value);
        Assert.Contains("a tenth of the scale", WhatMatters.Of(Care, false, null).Source, StringComparison.Ordinal);
        Assert.Equal(0.1, WhatMatters.Of(Care with { Minimum = 0, Maximum = 1 }, true, 0.4).Value);
    }

    [Theory]
    [InlineData(0.8, -1.4, 3.0, "No clear change since January: 0.8 points higher, could be anything from 1.4 lower to 3.0 higher.")]
    [InlineData(0.01, -1.4, 1.42, "No clear change since January: about the same, could be anything from 1.4 lower to 1.4 higher.")]
    [InlineData(-1.0, -2.0, 0.0, "No clear change since January: 1.0 point lower, could be anything from 2.0 lower to no difference.")]
    [InlineData(0.8, -5.4, 7.0, "Too few to tell whether anything has changed since January: 0.8 points higher, but it could be anything from 5.4 lower to 7.0 higher.")]
    [InlineData(2.4, 1.1, 3.7, "Clearly higher since January, which is better: 2.4 points, likely between 1.1 and 3.7. That is less than the 4.0 taken to matter.")]
    [InlineData(5.2, 0.04, 10.4, "Clearly higher since January, which is better: 5.2 points, likely between just over 0 and 10.4.")]
    [InlineData(-6.0, -8.1, -4.0, "Clearly lower since January, which is worse: 6.0 points, likely between 4.0 and 8.1.")]
    public void The_sentence_says_so_plainly(double difference, double low, double high, string sentence)
    {
        var words = new ChangeWords(new PublishedScaleChange { Title = "Care", Minimum = 10, Maximum = 50, Decimals = 1, HigherIsBetter = true }, "January", "June");
        var matters = new WhatMatters(4, "test");
        Assert.Equal(sentence, words.Finding(matters.Judge(new(low, high)), difference, new(low, high), matters));
    }

    [Fact]
    public void Shares_are_said_in_percentage_points()
    {
        var words = new ChangeWords(new PublishedScaleChange { Minimum = 0, Maximum = 1, IsShare = true }, "January", "June");
        Assert.Equal("Clearly lower since January: 12 percentage points, likely between 3 and 21.",
            words.Finding(ChangeVerdict.ClearlyLower, -0.12, new(-0.21, -0.03), new WhatMatters(0.1, "test")));
    }
}
