using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class ResponseRatesTests
{
    private static readonly Dispositions Seen = new(60, 10, 15, 100, 5, 0, 10);

    [Fact]
    public void The_six_rates()
    {
        // The vector of the team's reference notes, section 21; the fractions written out.
        var rates = ResponseRates.Of(Seen, 0.9);
        Assert.Equal(60 / 200.0, rates.Rate1.Value, 1e-15);
        Assert.Equal(70 / 200.0, rates.Rate2.Value, 1e-15);
        Assert.Equal(60 / 199.0, rates.Rate3.Value, 1e-15);
        Assert.Equal(70 / 199.0, rates.Rate4.Value, 1e-15);
        Assert.Equal(60 / 190.0, rates.Rate5.Value, 1e-15);
        Assert.Equal(70 / 190.0, rates.Rate6.Value, 1e-15);
        Assert.Equal(0.30151, rates.Rate3.Value, 5e-6);
        Assert.Equal(0.36842, rates.Rate6.Value, 5e-6);
    }

    [Fact]
    public void Unless_said_otherwise_all_of_the_unknown_are_eligible()
    {
        var rates = ResponseRates.Of(Seen with { UnknownHousehold = 20 });
        Assert.Equal(60 / 220.0, rates.Rate1.Value, 1e-15);
        Assert.Equal(rates.Rate1, rates.Rate3);
        Assert.Equal(rates.Rate2, rates.Rate4);
        Assert.Equal(rates.Rate5, ResponseRates.Of(Seen, 0).Rate3);
        Assert.Equal(ResponseRates.Of(Seen with { Partial = 0 }).Rate1, ResponseRates.Of(Seen with { Partial = 0 }).Rate2);
    }

    [Fact]
    public void Without_a_denominator_there_is_no_rate()
    {
        foreach (var rates in (ResponseRates[])[ResponseRates.WithoutDenominator, ResponseRates.Of(new(0, 0, 0, 0, 0, 0, 0))])
            foreach (var rate in (Estimate<double>[])[rates.Rate1, rates.Rate2, rates.Rate3, rates.Rate4, rates.Rate5, rates.Rate6])
                Assert.Equal(Undefined.NoDenominatorCode, rate.Why?.Code);
        var unknown = ResponseRates.Of(new(0, 0, 0, 0, 0, 3, 4));
        Assert.Equal(0, unknown.Rate1.Value);
        Assert.Equal(Undefined.NoDenominatorCode, unknown.Rate5.Why?.Code);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        foreach (var share in (double[])[-0.1, 1.1, double.NaN]) Assert.Throws<ArgumentOutOfRangeException>(() => ResponseRates.Of(Seen, share));
        foreach (var seen in (Dispositions[])[Seen with { Complete = -1 }, Seen with { Partial = -1 }, Seen with { Refused = -1 }, Seen with { NotContacted = -1 },
            Seen with { Other = -1 }, Seen with { UnknownHousehold = -1 }, Seen with { UnknownOther = -1 }])
            Assert.Throws<ArgumentOutOfRangeException>(() => ResponseRates.Of(seen));
        Assert.Throws<ArgumentNullException>(() => ResponseRates.Of(null!));
    }
}
