using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages.Texts;

/// <summary>In which words the rounds of a plan write to people.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class PlanMessagesModel(AppDb db, Scope scope, RoundTexts texts, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public TextPlace Place { get; private set; } = null!;

    public IReadOnlyList<MessageText> Own { get; private set; } = [];

    public IReadOnlyList<(int Id, string Name)> RoundsOfTheirOwn { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Place = await TextPlace.LedAsync(db, scope, TextOwner.OfPlan(Id), clock.GetUtcNow().UtcDateTime);
        Own = await texts.OwnAsync(null, Id);
        RoundsOfTheirOwn = [.. (await db.Rounds.Where(r => r.PlanId == Id && db.MessageTexts.Any(t => t.RoundId == r.Id)).OrderBy(r => r.PlanNumber)
            .Select(r => new { r.Id, r.Name }).ToListAsync()).Select(r => (r.Id, r.Name))];
    }
}
