using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>A short form that a team hands out on paper every month and types in, and what it tried meanwhile.</summary>
public sealed record DemonstrationSeries
{
    public required string Questionnaire { get; init; }

    public required Func<Composition, InstrumentShelf, Composition> Compose { get; init; }

    /// <summary>Forms that come back each month, in a small demonstration too: of a handful the months would differ by chance alone.</summary>
    public required int People { get; init; }

    /// <summary>Where the team's relationships stand in each month, oldest first; the last is the month before this.</summary>
    public required IReadOnlyList<double> Level { get; init; }

    /// <summary>What the team tried, from three days before a month's round opened: its dates in the test are days after that.</summary>
    public required DemonstrationTest Test { get; init; }

    /// <summary>The first month, from 0, after the test of change.</summary>
    public required int TestBefore { get; init; }

    /// <summary>When the round of a month opens.</summary>
    public DateTime Opens(int month, DateTime today) => new DateTime(today.Year, today.Month, 1, 0, 0, 0, today.Kind).AddMonths(month - Level.Count);

    public DateOnly TestFrom(DateTime today) => DateOnly.FromDateTime(Opens(TestBefore, today)).AddDays(-3);

    /// <summary>The team as the people who fill in the form know it.</summary>
    public DemonstrationTeam Asked(DemonstrationTeam team) => team with { Mark = $"{team.Mark}-monthly", Questionnaire = Questionnaire, Compose = Compose, Level = Level };
}
