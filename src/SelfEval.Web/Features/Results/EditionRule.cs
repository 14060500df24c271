using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results;

/// <summary>The last edition of a round, as far as the next one depends on it.</summary>
public sealed record LastEdition(int Number, int Responses, bool IsFinal, DateTime MadeAt);

/// <summary>
/// When the figures of a round are published anew. Editions lie far enough apart that no two of them tell what a few
/// people answered; the one at the close has everybody, and after it only k or more changed answers make another.
/// </summary>
public static class EditionRule
{
    /// <summary>Whether no more answers are to come.</summary>
    public static bool IsOver(Round round, DateTime now) => now >= round.ClosesAt + Round.Grace;

    public static bool IsDue(Round round, LastEdition? last, int responses, DateTime now)
    {
        if (round.CancelledAt is not null || responses < round.K) return false;
        if (last is null) return true;
        if (!IsOver(round, now)) return responses - last.Responses >= round.K;
        var madeAtClose = last.IsFinal && last.MadeAt >= round.ClosesAt + Round.Grace;
        return !madeAtClose || Math.Abs(responses - last.Responses) >= round.K;
    }
}
