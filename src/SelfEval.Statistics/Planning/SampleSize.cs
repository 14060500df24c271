using System.Globalization;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Planning;

/// <summary>How many responses to collect.</summary>
/// <param name="Responses">The fewest that do; for two groups, both together.</param>
/// <param name="Achieved">What that many reach: power, margin or reliability, by what was asked.</param>
public readonly record struct SampleSize(long Responses, double Achieved)
{
    /// <summary>The most that is looked for.</summary>
    public const long Most = 10_000_000;

    /// <summary>People to invite so that enough of them answer: responses / expected response rate, rounded up.</summary>
    /// <param name="responses">Needed responses, 0 or more.</param>
    /// <param name="responseRate">Expected share who answer, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static long Invitations(long responses, double responseRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(responses);
        if (responseRate is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(responseRate), responseRate, "A response rate is above 0 and at most 1.");
        return WholeUp(responses / responseRate);
    }

    /// <summary>Up to the next whole number, where 50.000000001 from rounding is still 50.</summary>
    internal static long WholeUp(double number) => (long)Math.Ceiling(number * (1 - 1e-12));

    /// <summary>The smallest size that does, given that every larger one does too.</summary>
    /// <param name="least">Where to start.</param>
    /// <param name="most">Where to give up.</param>
    /// <param name="guess">A size that is probably close, which only saves time.</param>
    /// <param name="does">Whether a size is enough.</param>
    internal static long? Smallest(long least, long most, double guess, Func<long, bool> does)
    {
        var low = least - 1;
        var high = (long)Math.Clamp(guess, least, most);
        for (long step = 1; !does(high); step *= 2)
        {
            if (high == most) return null;
            low = high;
            high = Math.Min(most, high + step);
        }
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (does(middle)) high = middle; else low = middle;
        }
        return high;
    }

    internal static Undefined TooMany { get; } = new(Undefined.TooLargeCode,
        string.Create(CultureInfo.InvariantCulture, $"more than {Most:N0} responses would be needed"));
}
