namespace SelfEval.Instruments.Definition;

/// <summary>How a composite is made of its scales.</summary>
public enum Combination
{
    /// <summary>Their weighted mean.</summary>
    Mean,

    /// <summary>Their weighted sum.</summary>
    Sum,
}

/// <summary>A scale's part in a composite.</summary>
/// <param name="Scale">Id of the scale, in the same instrument.</param>
/// <param name="Weight">Its weight.</param>
public sealed record ScalePart(string Scale, double Weight = 1);
