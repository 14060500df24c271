using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>What became of everybody who was asked, in the final disposition codes of AAPOR's Standard Definitions.</summary>
/// <param name="Complete">I: complete answers.</param>
/// <param name="Partial">P: partial answers.</param>
/// <param name="Refused">R: refusals and break-offs.</param>
/// <param name="NotContacted">NC: eligible and never reached.</param>
/// <param name="Other">O: eligible, not answered for another reason.</param>
/// <param name="UnknownHousehold">UH: not known whether there was anybody to ask.</param>
/// <param name="UnknownOther">UO: not known whether eligible, for another reason.</param>
public sealed record Dispositions(long Complete, long Partial, long Refused, long NotContacted, long Other, long UnknownHousehold, long UnknownOther);

/// <summary>
/// The six response rates of the American Association for Public Opinion Research (Standard Definitions, 10th edition 2023), each 0 to 1.
/// Odd numbers count complete answers only, even ones partial answers too.
/// </summary>
public sealed record ResponseRates
{
    private ResponseRates(Dispositions seen, double eligibleShare)
    {
        double complete = seen.Complete, answered = complete + seen.Partial;
        double eligible = answered + seen.Refused + seen.NotContacted + seen.Other, unknown = (double)seen.UnknownHousehold + seen.UnknownOther;
        Rate1 = Rate(complete, eligible + unknown);
        Rate2 = Rate(answered, eligible + unknown);
        Rate3 = Rate(complete, eligible + eligibleShare * unknown);
        Rate4 = Rate(answered, eligible + eligibleShare * unknown);
        Rate5 = Rate(complete, eligible);
        Rate6 = Rate(answered, eligible);
    }

    private ResponseRates(Undefined why) => Rate1 = Rate2 = Rate3 = Rate4 = Rate5 = Rate6 = why;

    /// <summary>Where nobody knows how many were asked, as with a poster or an open link: six rates without a denominator.</summary>
    public static ResponseRates WithoutDenominator { get; } = new(Undefined.NoDenominator);

    /// <summary>RR1, the lowest: complete answers of all who may be eligible.</summary>
    public Estimate<double> Rate1 { get; }

    /// <summary>RR2: complete and partial answers of all who may be eligible.</summary>
    public Estimate<double> Rate2 { get; }

    /// <summary>RR3: complete answers, with a share of the unknown taken as eligible.</summary>
    public Estimate<double> Rate3 { get; }

    /// <summary>RR4: complete and partial answers, with a share of the unknown taken as eligible.</summary>
    public Estimate<double> Rate4 { get; }

    /// <summary>RR5: complete answers of the eligible alone. Only to be shown where none of the unknown is eligible.</summary>
    public Estimate<double> Rate5 { get; }

    /// <summary>RR6: complete and partial answers of the eligible alone. Only to be shown where none of the unknown is eligible.</summary>
    public Estimate<double> Rate6 { get; }

    /// <summary>The rates of what became of everybody; a rate of nobody is undefined.</summary>
    /// <param name="seen">Final dispositions, none negative.</param>
    /// <param name="eligibleShare">e, the share of the unknown that is eligible, 0 to 1; to be justified where it is not 1.</param>
    public static ResponseRates Of(Dispositions seen, double eligibleShare = 1)
    {
        ArgumentNullException.ThrowIfNull(seen);
        foreach (var people in (ReadOnlySpan<long>)[seen.Complete, seen.Partial, seen.Refused, seen.NotContacted, seen.Other, seen.UnknownHousehold, seen.UnknownOther])
            ArgumentOutOfRangeException.ThrowIfNegative(people, nameof(seen));
        if (eligibleShare is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(eligibleShare), eligibleShare, "A share lies between 0 and 1.");
        return new(seen, eligibleShare);
    }

    private static Estimate<double> Rate(double counted, double of) =>
        of > 0 ? counted / of : new Undefined(Undefined.NoDenominatorCode, "no denominator: nobody who was asked is known to be eligible");
}
