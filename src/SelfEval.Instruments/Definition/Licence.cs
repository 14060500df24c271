namespace SelfEval.Instruments.Definition;

/// <summary>Who holds the rights in the wording, and on what terms it may be used.</summary>
public sealed record Licence
{
    /// <summary>Short name, for example <c>CC BY 4.0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who holds the rights.</summary>
    public string? Holder { get; init; }

    /// <summary>Where the terms can be read.</summary>
    public string? Url { get; init; }

    /// <summary>What a team must know before it uses the instrument.</summary>
    public LocalText? Terms { get; init; }
}

/// <summary>Where the construct, structure or scoring was published.</summary>
public sealed record Source
{
    /// <summary>The reference.</summary>
    public required string Citation { get; init; }

    /// <summary>Its DOI, without a prefix.</summary>
    public string? Doi { get; init; }

    /// <summary>Its address.</summary>
    public string? Url { get; init; }
}
