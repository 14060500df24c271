using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

[Authorize(Policy = Access.TeamLead)]
public sealed class PlanListModel(AppDb db, Scope scope) : ListProgressPage(db, scope)
{
    protected override bool IsPlan => true;
}
