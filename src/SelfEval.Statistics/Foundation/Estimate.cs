using System.Diagnostics.CodeAnalysis;

namespace SelfEval.Statistics.Foundation;

/// <summary>
/// What was computed, or the reason why there is nothing to report. No estimate ever holds NaN or infinity: those are refused at the door,
/// so that a caller cannot mistake "not defined" for a number.
/// </summary>
/// <typeparam name="T">What is estimated: a number, an interval, a record of figures.</typeparam>
public readonly record struct Estimate<T>
{
    private readonly T? value;
    private readonly Undefined? why;

    /// <summary>A computed value.</summary>
    /// <exception cref="ArgumentException">A number that is not finite, or an interval with such an end.</exception>
    public Estimate(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is double number && !double.IsFinite(number) || value is Interval { IsFinite: false })
            throw new ArgumentException($"{value} is not a result; say why it is undefined instead.", nameof(value));
        this.value = value;
    }

    /// <summary>No value, and why.</summary>
    public Estimate(Undefined why)
    {
        ArgumentNullException.ThrowIfNull(why);
        this.why = why;
    }

    /// <summary>True where there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Why))]
    public bool IsDefined => why is null && value is not null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says why.</exception>
    public T Value => IsDefined ? value! : throw new InvalidOperationException(Why.Words);

    /// <summary>Why there is no value; null where there is one.</summary>
    public Undefined? Why => why ?? (value is null ? Undefined.NotComputed : null);

    /// <summary>The value, if there is one.</summary>
    public bool Try([MaybeNullWhen(false)] out T found)
    {
        found = value;
        return IsDefined;
    }

    /// <summary>The estimate of something computed from this one; what is undefined stays undefined for the same reason.</summary>
    public Estimate<TOut> Then<TOut>(Func<T, TOut> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return IsDefined ? new Estimate<TOut>(compute(value!)) : new Estimate<TOut>(Why);
    }

    /// <summary>A value is an estimate.</summary>
    public static implicit operator Estimate<T>(T value) => new(value);

    /// <summary>A reason is an estimate without a value.</summary>
    public static implicit operator Estimate<T>(Undefined why) => new(why);

    /// <summary>The value, or the reason in words.</summary>
    public override string ToString() => IsDefined ? value!.ToString()! : Why.Words;
}

/// <summary>Short forms for estimates of a number.</summary>
public static class Estimate
{
    /// <summary>The number, or null where it is undefined.</summary>
    public static double? OrNull(this Estimate<double> estimate) => estimate.Try(out var value) ? value : null;

    /// <summary>The interval, or null where it is undefined.</summary>
    public static Interval? OrNull(this Estimate<Interval> estimate) => estimate.Try(out var value) ? value : null;

    /// <summary>A number if it is finite, otherwise the reason.</summary>
    public static Estimate<double> Finite(double value, Undefined otherwise) => double.IsFinite(value) ? value : otherwise;
}
