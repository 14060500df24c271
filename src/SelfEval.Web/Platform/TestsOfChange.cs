using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>A test of change with the letter that marks it, the same on every chart and list of its team.</summary>
public sealed record LetteredTest(string Letter, TestOfChange Test)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The day or the days: "3 March 2026" or "3 March 2026 to 1 May 2026".</summary>
    public string When => Test.To is { } to ? $"{Words(Test.From)} to {Words(to)}" : Words(Test.From);

    /// <summary>A, B, … Z, AA, AB, …</summary>
    public static string LetterAt(int place) => place < 26 ? $"{(char)('A' + place)}" : LetterAt(place / 26 - 1) + LetterAt(place % 26);

    private static string Words(DateOnly day) => day.ToString("d MMMM yyyy", English);
}

/// <summary>The tests of change of teams, in the order of their days; the caller has seen to it that they may be seen.</summary>
public sealed class TestsOfChange(AppDb db)
{
    public async Task<IReadOnlyList<LetteredTest>> OfAsync(int teamId, CancellationToken cancellationToken = default)
    {
        var tests = await db.TestsOfChange.Where(t => t.TeamId == teamId).OrderBy(t => t.From).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        return [.. tests.Select((test, i) => new LetteredTest(LetteredTest.LetterAt(i), test))];
    }
}
