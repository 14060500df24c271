using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Comparison;

/// <summary>What a change with its interval says.</summary>
public enum ChangeVerdict
{
    /// <summary>The whole interval lies above 0.</summary>
    ClearlyHigher,

    /// <summary>The whole interval lies below 0.</summary>
    ClearlyLower,

    /// <summary>The interval holds 0 and nothing as large as what matters.</summary>
    NoClearChange,

    /// <summary>The interval holds 0 and also a change that would matter: too few people, or too varied.</summary>
    TooFewToTell,
}

/// <summary>The difference that is taken to matter, and where that comes from.</summary>
/// <param name="Value">In points of the score, above 0.</param>
/// <param name="Source">Where it comes from, in words.</param>
public sealed record WhatMatters(double Value, string Source)
{
    /// <summary>
    /// The instrument's own important difference (of groups before that of single people). Without one: half a standard deviation of the first scores,
    /// a common rule of thumb (Norman, Sloan and Wyrwich 2003, Medical Care 41:582–592); where the spread may not be told, and for shares of people, a
    /// tenth of the scale.
    /// </summary>
    /// <param name="scale">The scale.</param>
    /// <param name="isShare">True where the mean is a share of people.</param>
    /// <param name="spread">Standard deviation of the first scores; null where it may not be told.</param>
    public static WhatMatters Of(Scale scale, bool isShare, double? spread)
    {
        ArgumentNullException.ThrowIfNull(scale);
        var stated = scale.ImportantDifferences.FirstOrDefault(d => d.Level == DifferenceLevel.Group) ?? (scale.ImportantDifferences is [var found, ..] ? found : null);
        if (stated is not null)
            return new(stated.Value, (stated.Level == DifferenceLevel.Group ? "found for groups: " : "found for one person's score: ") + stated.Source);
        if (isShare) return new((scale.Maximum - scale.Minimum) / 10, "10 percentage points, our own rule of thumb: nobody has shown what matters for this measure");
        return spread is > 0
            ? new(spread.Value / 2, "half the standard deviation of the first scores, a rule of thumb: nobody has shown what matters for this measure")
            : new((scale.Maximum - scale.Minimum) / 10, "a tenth of the scale, our own rule of thumb: nobody has shown what matters for this measure");
    }

    /// <summary>What an interval of a change says beside it.</summary>
    public ChangeVerdict Judge(Interval likely) =>
        likely.Low > 0 ? ChangeVerdict.ClearlyHigher
        : likely.High < 0 ? ChangeVerdict.ClearlyLower
        : likely.Low > -Value && likely.High < Value ? ChangeVerdict.NoClearChange
        : ChangeVerdict.TooFewToTell;

    /// <summary>The difference in words.</summary>
    /// <param name="decimals">Digits after the point.</param>
    public string Words(int decimals) => string.Create(CultureInfo.InvariantCulture, $"{DisplayNumber.Format(Value, decimals)} points ({Source})");
}
