using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages.Texts;

/// <summary>A text of a plan, for all of its rounds that have none of their own.</summary>
[Authorize(Policy = Access.TeamLead)]
[TakesAway("Reset")]
public sealed class PlanTextModel(AppDb db, Scope scope, RoundTexts texts, ParticipantWords words, SaveMessageText save, TimeProvider clock)
    : EditTextPage(db, scope, texts, words, save, clock)
{
    protected override TextOwner Owner => TextOwner.OfPlan(Id);
}
