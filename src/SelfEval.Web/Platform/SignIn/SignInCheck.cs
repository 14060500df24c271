using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.SignIn;

/// <summary>Reads the settings of signing in at start, so that a wrong one is found then and not by the first person who signs in.</summary>
public static class SignInCheck
{
    /// <returns>All that is wrong: the setting's name below SelfEval, and what to write.</returns>
    public static IEnumerable<string> Faults(SelfEvalOptions options)
    {
        var sessions = options.Sessions;
        if (sessions.IdleMinutes is < 1 or > 720) yield return "Sessions:IdleMinutes must be 1 to 720.";
        if (sessions.LongestHours is < 1 or > 24) yield return "Sessions:LongestHours must be 1 to 24.";
        if (sessions.FreshMinutes is < 1 or > 720) yield return "Sessions:FreshMinutes must be 1 to 720.";
        if (sessions.HalfMinutes is < 1 or > 60) yield return "Sessions:HalfMinutes must be 1 to 60.";
        foreach (var fault in options.OpenId.IsOn ? OrganisationFaults(options.OpenId) : []) yield return "OpenId:" + fault;
    }

    private static IEnumerable<string> OrganisationFaults(OpenIdOptions openId)
    {
        if (!Uri.TryCreate(openId.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps) yield return "Authority must be an https address.";
        if (string.IsNullOrWhiteSpace(openId.ClientId)) yield return "ClientId is missing.";
        if (string.IsNullOrWhiteSpace(openId.ClientSecret)) yield return "ClientSecret is missing.";
        if (string.IsNullOrWhiteSpace(openId.RoleClaim)) yield return "RoleClaim is missing: it says what somebody may do here.";
        if (openId.Roles.Length == 0) yield return "Roles is empty: nobody would have a role.";
        for (var i = 0; i < openId.Roles.Length; i++)
        {
            var role = openId.Roles[i];
            if (string.IsNullOrWhiteSpace(role.Value)) yield return $"Roles:{i}:Value is missing.";
            if (!Enum.IsDefined(role.Role)) yield return $"Roles:{i}:Role must be TeamMember, TeamLead, Evaluator or Administrator.";
            if (role.Role == Role.Evaluator && role.Programme is null) yield return $"Roles:{i}:Programme is missing: the number of the programme that they evaluate.";
            if (role.Role is Role.TeamLead or Role.TeamMember && role.Team is null) yield return $"Roles:{i}:Team is missing: the number of their team.";
        }
    }
}
