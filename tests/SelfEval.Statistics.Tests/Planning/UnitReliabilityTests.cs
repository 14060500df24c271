using CsCheck;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Planning;

namespace SelfEval.Statistics.Tests.Planning;

public sealed class UnitReliabilityTests
{
    // By hand from n = R(1 − ρ)/(ρ(1 − R)): R 0.8 and ρ 0.5 → 4; 0.8 and 0.074 → 50.05; 0.7 and 0.1 → 21; 0.9 and 0.05 → 171; 0.7 and 0.7 → 1.
    [Theory]
    [InlineData(0.5, 0.8, 4)]
    [InlineData(0.074, 0.8, 51)]
    [InlineData(0.1, 0.7, 21)]
    [InlineData(0.05, 0.9, 171)]
    [InlineData(0.7, 0.7, 1)]
    [InlineData(0.9, 0.5, 1)]
    [InlineData(1, 0.99, 1)]
    public void People_for_a_wanted_reliability(double icc, double target, long people)
    {
        var size = UnitReliability.PeopleForReliability(icc, target).Value;
        Assert.Equal(people, size.Responses);
        Assert.Equal(UnitReliability.OfMean(people, icc), size.Achieved);
        Assert.True(size.Achieved >= target - 1e-12);
        if (people > 1) Assert.True(UnitReliability.OfMean(people - 1, icc) < target);
    }

    [Fact]
    public void Reliability_grows_by_Spearman_and_Browns_formula()
    {
        Assert.Equal(2 * 0.6 / 1.6, UnitReliability.OfMean(2, 0.6), 1e-15);
        Assert.Equal(0.6, UnitReliability.OfMean(1, 0.6), 1e-15);
        Assert.Equal(0, UnitReliability.OfMean(9, 0));
        Assert.Equal(1, UnitReliability.OfMean(9, 1));
        Assert.Equal(0.6, UnitReliability.OfOnePerson(0.75, 2), 1e-15);
        Assert.Equal(1, UnitReliability.OfOnePerson(1, 7));
        Assert.Equal(0, UnitReliability.OfOnePerson(0, 7));
    }

    [Fact]
    public void One_person_and_many_are_inverse() => Gen.Select(Gen.Double[0.001, 0.999], Gen.Long[1, 500]).Sample((icc, people) =>
        Assert.Equal(icc, UnitReliability.OfOnePerson(UnitReliability.OfMean(people, icc), people), 1e-9));

    // A reliability of 0.8 with 50 people is reached with 50, and 0.9 takes 9/4 as many: n is proportional to R/(1 − R).
    [Fact]
    public void From_a_known_reliability()
    {
        Assert.Equal(50, UnitReliability.PeopleForReliability(0.8, 50, 0.8).Value.Responses);
        Assert.Equal(113, UnitReliability.PeopleForReliability(0.8, 50, 0.9).Value.Responses);
        Assert.Equal(1, UnitReliability.PeopleForReliability(1, 50, 0.9).Value.Responses);
        Assert.Equal(Undefined.NotIdentifiedCode, UnitReliability.PeopleForReliability(0, 50, 0.9).Why!.Code);
        Assert.Equal(Undefined.NotIdentifiedCode, UnitReliability.PeopleForReliability(-0.2, 50, 0.9).Why!.Code);
    }

    [Fact]
    public void No_number_is_enough_where_answers_have_nothing_in_common()
    {
        Assert.Equal(Undefined.NotIdentifiedCode, UnitReliability.PeopleForReliability(0).Why!.Code);
        Assert.Equal(Undefined.NotIdentifiedCode, UnitReliability.PeopleForReliability(-0.03).Why!.Code);
        Assert.Equal(Undefined.TooLargeCode, UnitReliability.PeopleForReliability(1e-9).Why!.Code);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfMean(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfMean(5, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfMean(5, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfOnePerson(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfOnePerson(1.5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.OfOnePerson(-0.5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(0.5, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(0.5, 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(-0.5, 0, 0.8));
        Assert.Equal("known", Assert.Throws<ArgumentOutOfRangeException>(() => UnitReliability.PeopleForReliability(1.5, 3, 0.8)).ParamName);
    }
}
