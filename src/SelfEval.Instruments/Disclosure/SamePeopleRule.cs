using SelfEval.Instruments.Comparison;

namespace SelfEval.Instruments.Disclosure;

/// <summary>Whether the figures of the same people in two rounds may be shown beside the figures of each round.</summary>
/// <param name="MayBeShown">The decision.</param>
/// <param name="Why">Why not; null where they may.</param>
public sealed record SamePeopleDecision(bool MayBeShown, Refusal? Why)
{
    /// <summary>They may.</summary>
    public static SamePeopleDecision Yes { get; } = new(true, null);

    /// <summary>They may not.</summary>
    public static SamePeopleDecision No(Refusal why) => new(false, why);
}

/// <summary>
/// The plain rule against differencing. A round's own figure and that of its people who also answered the other round tell, subtracted, the figure of those
/// who joined or left: so they must be nobody, or k or more who do not all have the same score. It looks at two rounds; what three or more tell together
/// is for a ledger of all that was published.
/// </summary>
public static class SamePeopleRule
{
    /// <summary>Decides for one scale.</summary>
    /// <param name="pairs">The scores of the same people, and of those who joined or left.</param>
    /// <param name="k">The smallest number of people shown.</param>
    public static SamePeopleDecision Decide(ScalePairs pairs, int k)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (IsFew(pairs.Left, k) || IsFew(pairs.Joined, k))
        {
            return SamePeopleDecision.No(Refusal.Of(Refusal.OverlappingGroups,
                $"Nearly the same people answered both times: fewer than {k} joined or left. Showing both groups would show what those few answered, so only whoever answered each time is shown."));
        }

        if (AreAlike(pairs.Left) || AreAlike(pairs.Joined))
        {
            return SamePeopleDecision.No(Refusal.Of(Refusal.TooAlike,
                "Those who answered only one of the rounds all have the same score, so showing both groups would show what each of them answered."));
        }

        return SamePeopleDecision.Yes;
    }

    private static bool IsFew(double[] scores, int k) => scores.Length > 0 && scores.Length < k;

    private static bool AreAlike(double[] scores) => scores.Length > 0 && scores.Max() - scores.Min() <= 1e-9;
}
