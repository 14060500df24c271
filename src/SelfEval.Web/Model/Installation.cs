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

    /// <summary>Up to when every programme's turn was taken of looking for what is kept over its time. Null before the first.</summary>
    public DateTime? KeptAt { get; set; }

    /// <summary>When the newest backup was made that could be read again, and the name of its file; the whole path of one that was made by hand into another folder than the scheduled ones.</summary>
    public DateTime? LastBackupAt { get; set; }

    public string? LastBackupName { get; set; }

    /// <summary>When one was last begun; whoever begins one writes it down first, so that nobody else does.</summary>
    public DateTime? BackupTriedAt { get; set; }

    /// <summary>Why the last one failed; null when it did not.</summary>
    public string? BackupFailure { get; set; }
}
