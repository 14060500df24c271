using SelfEval.Web.Features.Rounds;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class TimeOfDayTests
{
    [Theory]
    [InlineData("9am", "09:00")]
    [InlineData(" 9:30 AM ", "09:30")]
    [InlineData("2.15pm", "14:15")]
    [InlineData("12pm", "12:00")]
    [InlineData("12:05am", "00:05")]
    [InlineData("5 p.m.", "17:00")]
    [InlineData("14:30", "14:30")]
    [InlineData("0:00", "00:00")]
    [InlineData("midday", "12:00")]
    [InlineData("Midnight", "00:00")]
    public void Times_are_read_as_people_write_them(string typed, string time) =>
        Assert.Equal(time, TimeOfDay.Read(typed)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("13pm")]
    [InlineData("0am")]
    [InlineData("24:00")]
    [InlineData("9:75")]
    [InlineData("soon")]
    public void What_is_no_time_is_refused(string? typed) => Assert.Null(TimeOfDay.Read(typed));
}
