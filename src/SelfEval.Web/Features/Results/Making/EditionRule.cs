using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>The last edition of a round, as far as the next one depends on it.</summary>
public sealed record LastEdition(int Number, int Responses, bool IsFinal, bool HeldBack, DateTime MadeAt);

/// <summary>What differs from the last edition: answers that came, and answers withdrawn that it still counts.</summary>
public readonly record struct Moved(int Came, int Went);

/// <summary>
/// When the figures of a round are published anew, and whom they count. Two editions that both count almost everybody would, one taken from the
/// other, tell what the few answered who came or went between them: an edition counts in and out either k answers or more, or none.
/// </summary>
public static class EditionRule
{
    /// <summary>
    /// The part of its answers that must be new before a running round has another edition, where that is more than k: a tenth, in a large round a quarter. Editions stay few
    /// enough to keep, and for the ledger to know them all exactly; one that differs by less says nothing new.
    /// </summary>
    private static int Growth(int responses) => responses < 500 ? 10 : 4;

    /// <summary>Whether no more answers are to come.</summary>
    public static bool IsOver(Round round, DateTime now) => now >= round.ClosesAt + Round.Grace;

    public static bool IsDue(Round round, LastEdition? last, Moved moved, DateTime now)
    {
        if (round.CancelledAt is not null) return false;
        if (last is null) return moved.Came >= round.K;
        if (!IsOver(round, now)) return moved.Came >= Math.Max(round.K, last.Responses / Growth(last.Responses)) && Counts(round, last, moved);
        var madeAtClose = last.IsFinal && last.MadeAt >= round.ClosesAt + Round.Grace;
        return !madeAtClose || Counts(round, last, moved);
    }

    /// <summary>Whether the answers that came and went are counted in and out, rather than left for a later edition.</summary>
    public static bool Counts(Round round, LastEdition? last, Moved moved) =>
        moved.Came + moved.Went >= round.K && (last?.Responses ?? 0) + moved.Came - moved.Went >= round.K;
}
