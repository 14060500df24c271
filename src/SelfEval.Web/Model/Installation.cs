namespace SelfEval.Web.Model;

/// <summary>The one row about this installation.</summary>
public sealed class Installation
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required DateTime CreatedAt { get; init; }

    /// <summary>Filled by --demo: a banner stands on every page.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Since when nothing is sent, and why: an operator looks first. Null when mail goes.</summary>
    public DateTime? SendingPausedAt { get; set; }

    public string? SendingPausedWhy { get; set; }

    /// <summary>The key under which addresses are hashed, sealed by Data Protection; made when it is first needed.</summary>
    public string? SealedAddressKey { get; set; }

    /// <summary>When the recurring tick last ran; the watchdog looks at it.</summary>
    public DateTime? LastTickAt { get; set; }
}
