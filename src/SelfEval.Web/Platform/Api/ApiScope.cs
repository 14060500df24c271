using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Api;

/// <summary>
/// What does not exist for somebody is 404, whatever they ask to do with it; what they see but may not touch is 403
/// with who may.
/// </summary>
public static class ApiScope
{
    public static async Task<Round> RoundAsync(this Scope scope, Right right, int id, CancellationToken cancellationToken = default)
    {
        var round = await scope.Rounds(Right.See).Where(r => r.Id == id).FirstOrNotFoundAsync(cancellationToken);
        if (right == Right.See || scope.Rounds(right).Any(r => r.Id == id)) return round;
        throw ApiProblems.NotAllowed(right switch
        {
            Right.Evaluate => "Only evaluators of the programme may read responses.",
            Right.Lead => "Only leads of the round's team may do this.",
            _ => "Only members and leads of the round's team may do this.",
        });
    }
}
