using Hangfire.Dashboard;

namespace SelfEval.Web.Platform.Jobs;

/// <summary>The dashboard's own lock, behind the endpoint's policy: either alone keeps others out.</summary>
internal sealed class AdministratorsOnly : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) =>
        context.GetHttpContext().RequestServices.GetRequiredService<CurrentAccount>().IsAdministrator;
}
