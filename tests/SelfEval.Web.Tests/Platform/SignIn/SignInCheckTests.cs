using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;
using Xunit;

namespace SelfEval.Web.Tests.Platform.SignIn;

public sealed class SignInCheckTests
{
    [Fact]
    public void What_is_shipped_and_a_whole_organisation_are_taken()
    {
        Assert.Empty(SignInCheck.Faults(new SelfEvalOptions()));
        Assert.Empty(SignInCheck.Faults(new SelfEvalOptions
        {
            OpenId = new OpenIdOptions
            {
                Authority = "https://organisation.example", ClientId = "selfeval", ClientSecret = "secret",
                Roles = [new OpenIdRole { Value = "leads", Role = Role.TeamLead, Team = 1 }, new OpenIdRole { Value = "admins", Role = Role.Administrator }],
            },
        }));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_the_names_of_the_settings()
    {
        var faults = SignInCheck.Faults(new SelfEvalOptions
        {
            Sessions = new SessionLimits { IdleMinutes = 0, LongestHours = 1_000, FreshMinutes = -1, HalfMinutes = 0 },
            OpenId = new OpenIdOptions
            {
                Authority = "http://organisation.example",
                Roles = [new OpenIdRole { Value = "leads", Role = Role.TeamLead }, new OpenIdRole { Role = Role.Evaluator }, new OpenIdRole { Value = "x" }],
            },
        }).ToList();
        foreach (var name in new[]
                 {
                     "Sessions:IdleMinutes", "Sessions:LongestHours", "Sessions:FreshMinutes", "Sessions:HalfMinutes", "OpenId:Authority", "OpenId:ClientId",
                     "OpenId:ClientSecret", "OpenId:Roles:0:Team", "OpenId:Roles:1:Value", "OpenId:Roles:1:Programme", "OpenId:Roles:2:Role",
                 })
            Assert.Contains(faults, f => f.StartsWith(name, StringComparison.Ordinal));
    }
}
