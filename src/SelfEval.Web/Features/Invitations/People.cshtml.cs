using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>Who is in a round and how they are reached; never whether they have answered. Not for evaluators.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class PeopleModel(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    private const int PeopleOnPage = 100;

    public sealed record Line(int PersonId, string Name, string Email, string Language, string? Site, DateTime? SentAt, bool DoNotContact, LetterState? Letter);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    [FromQuery]
    public int Added { get; set; }

    public Round Round { get; private set; } = null!;

    public bool MayLead { get; private set; }

    public bool IsOver { get; private set; }

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PeopleOnPage - 1) / PeopleOnPage);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string? DoneWords => Done switch
    {
        "added" when Added == 1 => "1 person was added.",
        "added" when Added > 1 => $"{Added:N0} people were added.",
        "removed" => "The person was taken out of the round.",
        "stopped" => "The person will not be written to again.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.Work).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Round.Team!);
        IsOver = Round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled;
        if (Round.IdentityMode == IdentityMode.Anonymous) return;
        Total = await db.Invitations.CountAsync(i => i.RoundId == Id);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Lines = await db.Invitations.Where(i => i.RoundId == Id)
            .OrderBy(i => i.Person!.Contact!.Email)
            .Skip((PageNumber - 1) * PeopleOnPage).Take(PeopleOnPage)
            .Select(i => new Line(i.PersonId, i.Person!.Contact!.Name ?? "", i.Person.Contact.Email ?? "", i.Person.Language,
                db.Sites.Where(s => s.Id == i.Person.SiteId).Select(s => s.Name).FirstOrDefault(),
                i.SentAt, i.Person.DoNotContactAt != null,
                db.Letters.Where(l => l.InvitationId == i.Id && l.Kind == LetterKind.Invitation).Select(l => (LetterState?)l.State).FirstOrDefault()))
            .ToListAsync();
    }

    public string LetterWords(Line line) => line switch
    {
        { SentAt: { } sent } => $"Sent {LocalTime.InTable(sent, Round.Zone)}",
        { DoNotContact: true } => "Not to be written to",
        { Letter: LetterState.Waiting or LetterState.Sending } => "Waiting",
        { Letter: LetterState.Failed } => "Could not be sent",
        _ => "Not sent",
    };
}
