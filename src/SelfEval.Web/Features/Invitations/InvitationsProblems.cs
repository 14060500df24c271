using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

public static class InvitationsProblems
{
    public static Problem AnonymousHasNoPeople() => Problem.Conflict("invitations.anonymous_round",
        "An anonymous round has no list of people", "Share its open link instead: anybody with the link can answer.");

    public static Problem RoundIsOver() => Problem.Conflict("invitations.round_over",
        "This round is over", "People can be added until a round closes. Plan a new round to ask more people.");

    public static Problem PlanIsOver() => Problem.Conflict("invitations.plan_over",
        "This plan has ended", "People can be added until a plan ends. Make a new plan to ask more people.");

    public static Problem NothingToPost() => Problem.Conflict("invitations.nothing_to_post",
        "No letter waits to be posted", "Letters can be printed for people who are written to by post, until the round closes.");

    public static Problem TooManyAddresses() => new("invitations.too_many_addresses", StatusCodes.Status429TooManyRequests,
        "You have changed 5 addresses of this round within a day", "Go on tomorrow, or ask an administrator of your service why so many are wrong. Nothing was changed.");

    public static Problem AlreadyOpen() => Problem.Conflict("invitations.already_open",
        "The round has opened, so nobody can be taken out of it", "Their invitation may have gone. You can stop writing to the person instead.");

    public static Problem LinesRefused(IReadOnlyList<LineProblem> lines) => new("people.lines_refused", StatusCodes.Status400BadRequest,
        "Some lines are not right, so nobody was added", "Mend the lines named and send the list again.")
    {
        Extensions = new Dictionary<string, object?> { ["refused"] = lines.Count, ["lines"] = lines.Take(100).ToList() },
    };
}
