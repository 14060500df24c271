namespace SelfEval.Statistics.Change;

/// <summary>Whether a person changed by more than error.</summary>
public enum ReliableClass
{
    /// <summary>Reliably better.</summary>
    Improved,

    /// <summary>Not told from error.</summary>
    Unchanged,

    /// <summary>Reliably worse.</summary>
    Deteriorated,
}

/// <summary>Jacobson and Truax' classes.</summary>
public enum ClinicalClass
{
    /// <summary>Reliably better, from the clinical side of the cutoff to the other.</summary>
    Recovered,

    /// <summary>Reliably better without crossing.</summary>
    Improved,

    /// <summary>Not told from error.</summary>
    Unchanged,

    /// <summary>Reliably worse.</summary>
    Deteriorated,
}

/// <summary>How many people are in each class.</summary>
/// <param name="Improved">Reliably better.</param>
/// <param name="Unchanged">Not told from error.</param>
/// <param name="Deteriorated">Reliably worse.</param>
public readonly record struct ReliableCounts(int Improved, int Unchanged, int Deteriorated);

/// <summary>How many people are in each of Jacobson and Truax' classes.</summary>
/// <param name="Recovered">Reliably better and across the cutoff.</param>
/// <param name="Improved">Reliably better without crossing.</param>
/// <param name="Unchanged">Not told from error.</param>
/// <param name="Deteriorated">Reliably worse.</param>
public readonly record struct ClinicalCounts(int Recovered, int Improved, int Unchanged, int Deteriorated);

/// <summary>One person's change.</summary>
/// <param name="First">First value.</param>
/// <param name="Second">Second value.</param>
/// <param name="Index">The reliable change index: (second − first)/standard error of a difference.</param>
/// <param name="Reliable">Whether that is beyond the critical value, in which direction.</param>
/// <param name="ClinicalBefore">Whether the first value lies on the clinical side of the cutoff; null without one.</param>
/// <param name="ClinicalAfter">Whether the second does.</param>
/// <param name="Clinical">Jacobson and Truax' class; null without a cutoff.</param>
public readonly record struct PersonChange(
    double First, double Second, double Index, ReliableClass Reliable, bool? ClinicalBefore, bool? ClinicalAfter, ClinicalClass? Clinical)
{
    /// <summary>Second minus first.</summary>
    public double Change => Second - First;

    internal static PersonChange Of(double first, double second, double index, ReliableClass reliable, double? cutoff, bool lowerIsBetter)
    {
        if (cutoff is not { } end) return new PersonChange(first, second, index, reliable, null, null, null);
        bool before = IsClinical(first), after = IsClinical(second);
        return new PersonChange(first, second, index, reliable, before, after, reliable switch
        {
            ReliableClass.Improved => before && !after ? ClinicalClass.Recovered : ClinicalClass.Improved,
            ReliableClass.Deteriorated => ClinicalClass.Deteriorated,
            _ => ClinicalClass.Unchanged,
        });

        bool IsClinical(double value) => lowerIsBetter ? value >= end : value <= end;
    }
}
