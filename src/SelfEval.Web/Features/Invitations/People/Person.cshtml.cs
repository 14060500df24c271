using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Bounces;
using SelfEval.Web.Features.Invitations.Stopping;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>What a lead can do about one person of a round.</summary>
[Authorize(Policy = Access.TeamLead)]
[TakesAway("Remove")]
public sealed class PersonModel(AppDb db, WriteGate gate, Scope scope, Audit audit, RemovePerson remove, StopWriting stop, CorrectDetails correct, MarkBounced bounced, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<DetailsForm> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromRoute]
    public int PersonId { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public DetailsForm Input { get; set; } = new();

    public Round Round { get; private set; } = null!;

    public Person Person { get; private set; } = null!;

    public Invitation Invitation { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Sites { get; private set; } = [];

    public bool MayRemove { get; private set; }

    public bool IsOver { get; private set; }

    public string? DoneWords => Done switch
    {
        "corrected" => "The details are changed.",
        "bounced" => "What was sent is marked as come back. Correct the details to write again.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        await audit.SeenAsync(gate, "people.seen", $"person:{PersonId}", Round.Team!.ProgrammeId, Round.TeamId);
        var contact = Person.Contact!;
        Input = new DetailsForm
        {
            Name = contact.Name, Email = contact.Email, Phone = contact.Phone, Postal = contact.Postal, Language = Person.Language, SiteId = Person.SiteId,
            Channel = Invitation.Route.ToString(),
        };
    }

    public Task<IActionResult> OnPostCorrectAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await correct.RunAsync(Id, PersonId, Input);
        return Redirect($"/rounds/{Id}/people/{PersonId}?done=corrected");
    }, LoadAsync);

    public async Task<IActionResult> OnPostBouncedAsync()
    {
        await bounced.OneAsync(Id, PersonId);
        return Redirect($"/rounds/{Id}/people/{PersonId}?done=bounced");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await remove.RunAsync(Id, PersonId);
        return Redirect($"/rounds/{Id}/people?done=removed");
    }

    public async Task<IActionResult> OnPostStopAsync(DoNotContactReason reason = DoNotContactReason.AskedNotTo)
    {
        await stop.RunAsync(Id, PersonId, Enum.IsDefined(reason) ? reason : DoNotContactReason.AskedNotTo);
        return Redirect($"/rounds/{Id}/people?done=stopped");
    }

    private async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Invitation = await db.Invitations.Where(i => i.RoundId == Id && i.PersonId == PersonId).FirstOrNotFoundAsync();
        Person = await db.People.Include(p => p.Contact).Where(p => p.Id == PersonId && p.Contact != null).FirstOrNotFoundAsync();
        var state = Round.StateAt(clock.GetUtcNow().UtcDateTime);
        MayRemove = state == RoundState.Planned;
        IsOver = state is RoundState.Closed or RoundState.Cancelled;
        var sites = await db.Sites.Where(s => s.TeamId == Round.TeamId).OrderBy(s => s.Name).ToListAsync();
        Sites = sites.ConvertAll(s => new SelectListItem(s.Name, s.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
