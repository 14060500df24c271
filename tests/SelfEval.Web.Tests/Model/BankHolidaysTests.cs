using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Model;

public sealed class BankHolidaysTests
{
    [Theory]
    [InlineData("2026-06-15", BankHolidays.Scotland, "World Cup bank holiday")]
    [InlineData("2026-06-15", BankHolidays.EnglandAndWales, null)]
    [InlineData("2026-04-06", BankHolidays.EnglandAndWales, "Easter Monday")]
    [InlineData("2026-04-06", BankHolidays.Scotland, null)]
    [InlineData("2027-03-26", BankHolidays.NorthernIreland, "Good Friday")]
    [InlineData("2026-07-13", BankHolidays.NorthernIreland, "Battle of the Boyne (Orangemen’s Day) (substitute day)")]
    [InlineData("2028-01-04", BankHolidays.Scotland, "2 January (substitute day)")]
    [InlineData("2027-12-28", BankHolidays.EnglandAndWales, "Boxing Day (substitute day)")]
    public void The_three_lists_name_their_days(string day, string list, string? name) => Assert.Equal(name, BankHolidays.NameOf(DateOnly.Parse(day, null), list));

    [Fact]
    public void Every_day_is_a_weekday_and_every_list_knows_the_same_years()
    {
        foreach (var list in BankHolidays.Names)
        {
            Assert.True(BankHolidays.KnowsYear(BankHolidays.LastYear, list));
            Assert.False(BankHolidays.KnowsYear(BankHolidays.LastYear + 1, list));
            for (var day = new DateOnly(2026, 1, 1); day.Year <= BankHolidays.LastYear; day = day.AddDays(1))
                if (BankHolidays.IsOne(day, list)) Assert.False(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{list} {day}");
        }
    }

    [Theory]
    [InlineData(BankHolidays.EnglandAndWales, 8, 8, 8)]
    [InlineData(BankHolidays.Scotland, 10, 9, 9)]
    [InlineData(BankHolidays.NorthernIreland, 10, 10, 10)]
    public void Each_year_has_as_many_days_as_the_government_lists(string list, params int[] counts) =>
        Assert.Equal(counts, Enumerable.Range(2026, 3).Select(year => Enumerable.Range(0, 366).Count(i =>
            new DateOnly(year, 1, 1).AddDays(i) is { } day && day.Year == year && BankHolidays.IsOne(day, list))));
}
