using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

public static class PlansProblems
{
    public static Problem ChangedMeanwhile() => Problem.Conflict("plans.changed_meanwhile",
        "Somebody else changed this plan", "Nothing was changed by you. Open the plan again, look at what is different and repeat your change if it is still needed.");

    public static Problem Ended() => Problem.Conflict("plans.ended",
        "This plan has ended", "A plan that has ended stays as it is. Make a new plan to go on asking.");

    public static Problem NothingLeft() => Problem.Conflict("plans.nothing_left",
        "Every round of this plan has opened", "Rounds that have opened stay as they are. Make a new plan to ask again.");

    public static Problem AnonymousHasNoSends() => Problem.Conflict("plans.anonymous",
        "This round is anonymous, so nobody is written to", "Share its open link instead.");
}
