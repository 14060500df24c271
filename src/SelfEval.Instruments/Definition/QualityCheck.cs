namespace SelfEval.Instruments.Definition;

/// <summary>What a quality check looks for.</summary>
public enum QualityCheckKind
{
    /// <summary>The same option given to every answered item (at least two), and whether it was the lowest or highest. Belongs to scales.</summary>
    StraightLine,

    /// <summary>The longest run of the same option over neighbouring answered items is at least the bound. Belongs to scales.</summary>
    LongestRun,

    /// <summary>The standard deviation (n − 1) of the person's answers, before reversing, is below the bound. Belongs to scales.</summary>
    LowSpread,

    /// <summary>More items than the bound were answered "does not apply". Belongs to scales and to the instrument.</summary>
    NotApplicable,

    /// <summary>The whole sheet took fewer seconds per answered item than the bound. Belongs to the instrument.</summary>
    Speed,
}

/// <summary>A check of the answers that raises a flag. A flag never drops an answer and never changes a score.</summary>
/// <param name="Kind">What is looked for.</param>
/// <param name="Bound">The number that decides; none for <see cref="QualityCheckKind.StraightLine"/>.</param>
public sealed record QualityCheck(QualityCheckKind Kind, double? Bound = null);
