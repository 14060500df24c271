namespace SelfEval.Instruments.Definition;

/// <summary>Why an item has no substantive answer. The five are different things on every surface.</summary>
public enum MissingKind : byte
{
    /// <summary>Shown and left blank.</summary>
    Skipped,

    /// <summary>The person said that it does not apply to them.</summary>
    DoesNotApply,

    /// <summary>The person chose not to say.</summary>
    PreferNotToSay,

    /// <summary>The person was not sure, or did not know.</summary>
    NotSure,

    /// <summary>Never asked: hidden by a condition, or not part of the form.</summary>
    NotShown,
}
