using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>What a column is to an analysis.</summary>
internal enum Role
{
    /// <summary>Who answered.</summary>
    Id,

    /// <summary>In which round.</summary>
    Wave,

    /// <summary>In which group.</summary>
    Group,

    /// <summary>On which day.</summary>
    Date,

    /// <summary>About which unit.</summary>
    Unit,

    /// <summary>In which language.</summary>
    Language,
}

/// <summary>What to read from which file.</summary>
internal sealed record DataRequest
{
    public required string Path { get; init; }

    /// <summary>The instrument as the command line names it, whole.</summary>
    public string? InstrumentName { get; init; }

    /// <summary>The instrument as it was used.</summary>
    public Instrument? Instrument { get; init; }

    public IReadOnlyList<Scale> Scales { get; init; } = [];

    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Scores { get; init; } = [];

    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<string> Reversed { get; init; } = [];

    public (double Low, double High)? Range { get; init; }

    public IReadOnlyList<double> Missing { get; init; } = [];

    public IReadOnlyDictionary<Role, string> Roles { get; init; } = new Dictionary<Role, string>();
}
