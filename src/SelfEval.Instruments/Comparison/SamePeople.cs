using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Comparison;

/// <summary>How the same people changed on one scale. Not for anyone's eyes: only what the disclosure gate makes of it may be shown.</summary>
/// <param name="Change">The paired comparison, second minus first.</param>
/// <param name="Reliable">People whose change is beyond the errors of their own scores; undefined, with the reason, where the scores have no errors.</param>
public sealed record SamePeople(PairedComparison Change, Estimate<ReliableCounts> Reliable)
{
    /// <summary>Compares the two scores of each person.</summary>
    public static SamePeople Of(ScalePairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new SamePeople(
            PairedComparison.Of(pairs.First, pairs.Second),
            !pairs.Scale.AllowsPersonChange ? new Undefined(Undefined.NotIdentifiedCode, "a change of one person’s score says nothing on this measure")
            : pairs is { FirstErrors: { } before, SecondErrors: { } after }
                ? ReliableByError.Of(pairs.First, pairs.Second, before, after, pairs.Scale.HigherIsBetter == false)
                : new Undefined(Undefined.NotIdentifiedCode, "this measure does not tell how exact one person’s score is, so nobody can say whether one person’s change is more than chance"));
    }
}
