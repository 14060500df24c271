namespace SelfEval.Instruments.Definition;

/// <summary>A version of the instrument for one audience, for example patients or staff.</summary>
public sealed record Form
{
    /// <summary>Unique within the instrument.</summary>
    public required string Id { get; init; }

    /// <summary>What a team reads when it chooses.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Codes of its items, in asking order.</summary>
    public required IReadOnlyList<string> Items { get; init; }
}
