using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class DisplayNumberTests
{
    [Theory]
    [InlineData(41.25, 1, "41.3")]
    [InlineData(-41.25, 1, "-41.3")]
    [InlineData(0.5, 0, "1")]
    [InlineData(2.5, 0, "3")]
    [InlineData(1.005, 2, "1.01")]
    [InlineData(2.675, 2, "2.68")]
    [InlineData(37 + (37 / 9.0), 1, "41.1")]
    [InlineData(0.1 + 0.2, 1, "0.3")]
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(1e20, 0, "100000000000000000000")]
    public void Halves_go_away_from_zero(double value, int decimals, string shown) => Assert.Equal(shown, DisplayNumber.Format(value, decimals));

    [Fact]
    public void What_is_no_number_stays_so() => Assert.True(double.IsNaN(DisplayNumber.Round(double.NaN, 1)));
}
