namespace SelfEval.Web.Model;

/// <summary>How often somebody did one kind of thing in a stretch of time; shared by all nodes. Rows live for minutes.</summary>
public sealed class LimitCount
{
    /// <summary>What is counted. Counters of different purposes never touch one another.</summary>
    public required string Purpose { get; init; }

    /// <summary>Hash of the network, the key or the address it is counted for.</summary>
    public required string Who { get; init; }

    /// <summary>When the stretch began: seconds since 1970.</summary>
    public required long Slot { get; init; }

    public int Count { get; set; }
}
