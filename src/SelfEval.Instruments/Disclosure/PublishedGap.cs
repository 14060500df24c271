using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Change;

namespace SelfEval.Instruments.Disclosure;

/// <summary>One dimension seen from two sides: what patients and what staff say of it, and the gap between them.</summary>
public sealed record PublishedGap
{
    internal PublishedGap() { }

    /// <summary>The dimension as a word: "trust".</summary>
    public required string Dimension { get; init; }

    /// <summary>What patients say.</summary>
    public required PublishedScale Patients { get; init; }

    /// <summary>What staff say.</summary>
    public required PublishedScale Staff { get; init; }

    /// <summary>Staff minus patients; null where a side shows no figure or the sides do not compare.</summary>
    public double? Gap { get; internal init; }

    /// <summary>Lower 95 % limit of the gap.</summary>
    public double? Low { get; internal init; }

    /// <summary>Upper 95 % limit of the gap.</summary>
    public double? High { get; internal init; }

    /// <summary>The finding in one plain sentence, or why there is none.</summary>
    public required string Sentence { get; init; }
}

/// <summary>The two-sided picture, worked out from what was published of both rounds and nothing else, so that it can tell nothing that they do not.</summary>
public static class TwoSidedPicture
{
    private const string Dimension = "dimension:", PatientSide = "side:patient", StaffSide = "side:staff";

    /// <summary>The dimensions that both rounds asked about, in the order of the patients'.</summary>
    /// <param name="patients">What was published of a round of patients.</param>
    /// <param name="staff">What was published of a round of staff.</param>
    public static IReadOnlyList<PublishedGap> Of(PublishedRound patients, PublishedRound staff)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(staff);
        var gaps = new List<PublishedGap>();
        foreach (var ours in patients.Scales.Where(scale => scale.Tags.Contains(PatientSide)))
        {
            if (ours.Tags.FirstOrDefault(tag => tag.StartsWith(Dimension, StringComparison.Ordinal)) is not { } dimension) continue;
            var theirs = staff.Scales.FirstOrDefault(scale => scale.Instrument == ours.Instrument && scale.Tags.Contains(StaffSide) && scale.Tags.Contains(dimension));
            if (theirs is not null) gaps.Add(Of(dimension[Dimension.Length..].Replace('-', ' '), ours, theirs, Math.Max(patients.K, staff.K)));
        }

        return gaps;
    }

    private static PublishedGap Of(string dimension, PublishedScale patients, PublishedScale staff, int k)
    {
        var title = char.ToUpperInvariant(dimension[0]) + dimension[1..];
        var gap = new PublishedGap { Dimension = dimension, Patients = patients, Staff = staff, Sentence = "" };
        if (!AreMirrored(patients, staff))
            return gap with { Sentence = $"{title}: patients and staff were not asked in the same way, so their scores do not compare." };
        if (patients is not { Mean: { } ours, Low: { } low, High: { } high } || staff is not { Mean: { } theirs, Low: { } staffLow, High: { } staffHigh })
            return gap with { Sentence = $"{title}: {DifferenceGate.NotShown(patients, staff, k).Words}" };
        var found = ReportedDifference.Of(
            new ReportedLevel(ours, new(low, high), patients.N, patients.StandardDeviation), new ReportedLevel(theirs, new(staffLow, staffHigh), staff.N, staff.StandardDeviation));
        return gap with { Gap = found.Difference, Low = found.Likely.Low, High = found.Likely.High, Sentence = Words(title, found, patients) };
    }

    // The words differ on purpose: each side is asked about the other. All else must be the same.
    private static bool AreMirrored(PublishedScale one, PublishedScale other) =>
        (one.InstrumentVersion, one.Standing, one.Method, one.Rule, one.Minimum, one.Maximum, one.ItemCodes.Count)
        == (other.InstrumentVersion, other.Standing, other.Method, other.Rule, other.Minimum, other.Maximum, other.ItemCodes.Count);

    private static string Words(string title, ReportedDifference found, PublishedScale scale)
    {
        string Size(double value) => DisplayNumber.Format(Math.Abs(value), scale.Decimals);
        string End(double value) => DisplayNumber.Round(value, scale.Decimals) == 0 ? "no gap" : $"{Size(value)} {(value > 0 ? "higher" : "lower")}";
        var (low, high) = (found.Likely.Low, found.Likely.High);
        if (low > 0 || high < 0)
        {
            var (least, most) = (Math.Min(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(low), Math.Abs(high)));
            return $"{title}: staff clearly {(low > 0 ? "higher" : "lower")} than patients, by {Size(found.Difference)} points, likely between {Size(least)} and {Size(most)}.";
        }

        // As for change: what matters is told by a tenth of the scale where nobody has shown better.
        var matters = (scale.Maximum - scale.Minimum) / 10;
        return new WhatMatters(matters, "").Judge(found.Likely) == ChangeVerdict.NoClearChange
            ? $"{title}: no clear gap between patients and staff; staff could be anything from {End(low)} to {End(high)}."
            : $"{title}: too few to tell whether patients and staff differ; staff could be anything from {End(low)} to {End(high)}.";
    }
}
