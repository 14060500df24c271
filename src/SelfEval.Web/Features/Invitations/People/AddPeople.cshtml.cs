using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

[Authorize(Policy = Access.TeamLead)]
[RequestFormLimits(ValueLengthLimit = LongestForm, MultipartBodyLengthLimit = LongestForm)]
[RequestSizeLimit(LongestForm)]
public sealed class AddPeopleModel(AppDb db, Scope scope, CurrentAccount who, CheckList check, BeginList begin, Sealing sealing, TimeProvider clock)
    : AddPeoplePage(db, scope, who, check, begin, sealing, clock)
{
    protected override int? RoundId => Id;

    protected override int? PlanId => null;
}
