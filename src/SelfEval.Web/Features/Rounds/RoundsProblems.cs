using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

public static class RoundsProblems
{
    public static Problem ChangedMeanwhile() => Problem.Conflict("rounds.changed_meanwhile",
        "Somebody else changed this round", "Nothing was changed by you. Open the round again, look at what is different and repeat your change if it is still needed.");

    public static Problem AlreadyClosed() => Problem.Conflict("rounds.closed",
        "This round has closed", "A closed round stays closed, so that its results can be relied on. Plan a new round to ask again.");

    public static Problem AlreadyCancelled() => Problem.Conflict("rounds.cancelled",
        "This round was cancelled", "Plan a new round instead.");

    public static Problem NotOpenYet() => Problem.Conflict("rounds.not_open",
        "This round has not opened yet", "Cancel it, or wait until it opens.");
}
