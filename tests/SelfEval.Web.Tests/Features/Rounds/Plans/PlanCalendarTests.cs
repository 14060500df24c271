using System.Globalization;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

/// <summary>The days of a plan by calendar alone: leap days, the 31st, ISO week 53, year ends.</summary>
public sealed class PlanCalendarTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static PlanRule Rule(PlanKind kind) => new()
    {
        Name = "Check",
        Kind = kind,
        QuestionnaireVersionId = 1,
        Audience = Audience.Patients,
        IdentityMode = IdentityMode.Confidential,
        K = 5,
        Zone = "Europe/London",
        OpensTime = new(9, 0),
        OpenDays = 14,
        ClosesTime = new(17, 0),
    };

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(PlanRule rule) =>
        string.Join(' ', PlanCalendar.Of(rule, Today).Select(r => r.OpensLocal.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    // The 31st is the last day of a shorter month and comes back after it.
    [InlineData("2027-01-31", 31, 1, 5, "2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31")]
    [InlineData("2028-01-31", 31, 1, 3, "2028-01-31 2028-02-29 2028-03-31")]
    [InlineData("2027-01-15", 30, 1, 2, "2027-01-30 2027-02-28")]
    // A year's end, and a first day later in the month than the day of the rounds.
    [InlineData("2026-11-20", 15, 1, 3, "2026-12-15 2027-01-15 2027-02-15")]
    [InlineData("2026-12-31", 31, 3, 3, "2026-12-31 2027-03-31 2027-06-30")]
    // Every year on a leap day.
    [InlineData("2028-02-29", 29, 12, 3, "2028-02-29 2029-02-28 2030-02-28")]
    public void Monthly_on_a_day_of_the_month(string from, int day, int every, int count, string expected) =>
        Assert.Equal(expected, Days(Rule(PlanKind.Monthly) with { Monthly = new(Day(from), every, day, null, count, null) }));

    [Theory]
    [InlineData("2027-01-01", 2, DayOfWeek.Tuesday, 4, "2027-01-12 2027-02-09 2027-03-09 2027-04-13")]
    [InlineData("2026-12-01", 5, DayOfWeek.Thursday, 3, "2026-12-31 2027-01-28 2027-02-25")] // 31 December 2026 lies in ISO week 53
    [InlineData("2026-12-31", 1, DayOfWeek.Friday, 2, "2027-01-01 2027-02-05")] // 1 January 2027 is still ISO week 53 of 2026
    [InlineData("2028-02-01", 5, DayOfWeek.Tuesday, 1, "2028-02-29")]
    [InlineData("2027-02-01", 1, DayOfWeek.Monday, 1, "2027-02-01")]
    public void Monthly_on_a_weekday(string from, int which, DayOfWeek day, int count, string expected) =>
        Assert.Equal(expected, Days(Rule(PlanKind.Monthly) with { Monthly = new(Day(from), 1, null, new(which, day), count, null) }));

    [Fact]
    public void Monthly_until_a_day_includes_it() =>
        Assert.Equal("2027-01-12 2027-02-09", Days(Rule(PlanKind.Monthly) with { Monthly = new(Day("2027-01-12"), 1, null, new(2, DayOfWeek.Tuesday), null, Day("2027-02-09")) }));

    [Fact]
    public void Named_days_and_months_after_the_first()
    {
        var rule = Rule(PlanKind.Dates) with
        {
            Days = [new(Day("2027-08-31"), null), new(null, TypedDays.Length("+6 months")), new(null, TypedDays.Length("+12 months")), new(null, TypedDays.Length("2 weeks"))],
        };
        Assert.Equal("2027-08-31 2027-09-14 2028-02-29 2028-08-31", Days(rule));
        var rounds = PlanCalendar.Of(rule, Today);
        Assert.Equal("February 2028 has no day 31, so the round opens on 29 February, the last day of the month.", rounds[2].Note);
        Assert.Equal("Check, February 2028 (3 of 4)", rounds[2].Name);
        Assert.Equal(new DateTime(2028, 3, 14, 17, 0, 0), rounds[2].ClosesLocal);
    }

    [Fact]
    public void A_leap_day_a_year_on_is_said()
    {
        var rounds = PlanCalendar.Of(Rule(PlanKind.Dates) with { Days = [new(Day("2028-02-29"), null), new(null, TypedDays.Length("12 months"))] }, Today);
        Assert.Equal(new DateTime(2029, 2, 28, 9, 0, 0), rounds[1].OpensLocal);
        Assert.Contains("February 2029 has no day 29", rounds[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rounds_in_one_month_have_their_days_in_their_names()
    {
        var rounds = PlanCalendar.Of(Rule(PlanKind.Dates) with { Days = [new(Day("2027-03-01"), null), new(Day("2027-03-15"), null)] }, Today);
        Assert.Equal(["Check, 1 March 2027 (1 of 2)", "Check, 15 March 2027 (2 of 2)"], rounds.Select(r => r.Name));
    }

    [Fact]
    public void People_s_own_days_give_one_round_for_each_delay()
    {
        var rule = Rule(PlanKind.FromStart) with { FromStart = new(Day("2026-03-01"), [TypedDays.Length("6 months")!, TypedDays.Length("7 days")!], Day("2027-12-31")) };
        var rounds = PlanCalendar.Of(rule, Today);
        Assert.Equal([(7, new DateTime(2026, 3, 8, 9, 0, 0)), (183, new DateTime(2026, 8, 31, 9, 0, 0))], rounds.Select(r => (r.DaysAfterStart!.Value, r.OpensLocal)));
        Assert.All(rounds, r => Assert.Equal(new DateTime(2027, 12, 31, 17, 0, 0), r.ClosesLocal));
        Assert.Equal("Check, 7 days after the start (1 of 2)", rounds[0].Name);
        Assert.Equal("6 months is counted as 183 days after each person’s start.", rounds[1].Note);
    }

    [Fact]
    public void The_rule_is_kept_as_it_was_typed()
    {
        var rule = Rule(PlanKind.Monthly) with { Monthly = new(Day("2027-01-31"), 1, null, new(2, DayOfWeek.Tuesday), 3, null), Reminders = [new(7, new(9, 0))] };
        Assert.Equal(Days(rule), Days(PlanRule.Read(rule.Write())));
        Assert.Equal(rule.Reminders, PlanRule.Read(rule.Write()).Reminders);
    }

    [Theory]
    [InlineData("2 March 2027", "2027-03-02")]
    [InlineData("2/3/2027", "2027-03-02")]
    [InlineData(" 2  3 2027 ", "2027-03-02")]
    [InlineData("2027-03-02", "2027-03-02")]
    [InlineData("29 February 2027", null)]
    [InlineData("soon", null)]
    public void Days_are_read_as_people_write_them(string typed, string? expected) =>
        Assert.Equal(expected, TypedDays.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1 month", 30)]
    [InlineData("3 months", 91)]
    [InlineData("6 months", 183)]
    [InlineData("12 months", 365)]
    [InlineData("24 months", 731)]
    [InlineData("26 weeks", 182)]
    [InlineData("0 days", 0)]
    public void A_length_of_time_in_days(string typed, int days) => Assert.Equal(days, TypedDays.Length(typed)!.Days);

    [Theory]
    [InlineData("Check, March 2027 (1 of 3)", "Check, April 2027 (1 of 3)")]
    [InlineData("Check, 30 March 2027 (1 of 3)", "Check, 6 April 2027 (1 of 3)")]
    [InlineData("Check, 7 days after the start (1 of 2)", "Check, 7 days after the start (1 of 2)")]
    public void A_round_that_moves_says_in_its_name_when_it_opens(string before, string after) =>
        Assert.Equal(after, PlanCalendar.Renamed(before, new DateTime(2027, 3, 30, 9, 0, 0), new DateTime(2027, 4, 6, 9, 0, 0)));
}
