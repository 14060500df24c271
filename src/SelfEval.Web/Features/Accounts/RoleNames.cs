using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Accounts;

internal static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Evaluator => "evaluator",
        Role.TeamLead => "team lead",
        _ => "team member",
    };

    public static string Title(Role role) => char.ToUpperInvariant(Of(role)[0]) + Of(role)[1..];
}
