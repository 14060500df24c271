using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>One team of the demonstration: what it asks whom, and how its people answer.</summary>
public sealed record DemonstrationTeam
{
    public required string Name { get; init; }

    /// <summary>Names its accounts' addresses.</summary>
    public required string Mark { get; init; }

    public required string Aim { get; init; }

    public required IReadOnlyList<string> Sites { get; init; }

    public required string Questionnaire { get; init; }

    public required Audience Audience { get; init; }

    public required IdentityMode IdentityMode { get; init; }

    public required Func<Composition, InstrumentShelf, Composition> Compose { get; init; }

    /// <summary>How many are asked in each of the three rounds, or answer by an open link.</summary>
    public required IReadOnlyList<int> People { get; init; }

    /// <summary>The share of those asked by a personal link who answer; the last round is still running.</summary>
    public IReadOnlyList<double> Answering { get; init; } = [0.68, 0.61, 0.36];

    /// <summary>Where the team's relationships stand in each round, in standard deviations of persons; 0 is the middle of a scale.</summary>
    public required IReadOnlyList<double> Level { get; init; }

    /// <summary>Share of questions left out.</summary>
    public double Skipping { get; init; } = 0.03;

    /// <summary>By what the final results are shown too: sites, and background questions.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What the team tried, in days from today.</summary>
    public IReadOnlyList<DemonstrationTest> Tests { get; init; } = [];

    /// <summary>What it asks every month beside the three rounds; null for nothing.</summary>
    public DemonstrationSeries? Monthly { get; init; }

    /// <summary>What people write in the open question.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>Something that a team of the demonstration tried.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="What">What exactly.</param>
/// <param name="From">Its first day, counted from today.</param>
/// <param name="To">Its last; null where it goes on.</param>
/// <param name="DecidedBy">Who decided.</param>
public sealed record DemonstrationTest(string Title, string What, int From, int? To, string DecidedBy);
