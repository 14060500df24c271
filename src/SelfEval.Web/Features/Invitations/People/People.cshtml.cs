using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>Who is in a round and how they are reached; never whether they have answered. Not for evaluators.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class PeopleModel(AppDb db, WriteGate gate, Scope scope, Audit audit, SendingState sending, TimeProvider clock) : PageModel
{
    private const int PeopleOnPage = 100;

    public sealed record Line(
        int PersonId, string? Name, string? Email, string? Phone, string? Postal, string Language, string? Site, SendRoute Route,
        DateTime? SentAt, DateTime? BouncedAt, bool DoNotContact, LetterState? Letter)
    {
        public string Called => Email ?? Name ?? Phone ?? "";

        /// <summary>What the messages go to.</summary>
        public string? Reached => Route switch { SendRoute.Email => Email, SendRoute.Sms => Phone, _ => Postal?.Replace("\n", ", ", StringComparison.Ordinal) };
    }

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

    /// <summary>How many letters nobody has posted yet; null where nobody is written to by post.</summary>
    public int? ToPost { get; private set; }

    public string? Paused { get; private set; }

    /// <summary>A list that is being worked through.</summary>
    public PeopleImport? Import { get; private set; }

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
        if (!IsOver) Paused = (await sending.ReadAsync())?.Words(Round.Zone);
        var all = db.Invitations.Where(i => i.RoundId == Id);
        Total = await all.CountAsync();
        Import = await db.PeopleImports.OrderBy(i => i.Id).FirstOrDefaultAsync(i => i.RoundId == Id && i.FinishedAt == null);
        if (MayLead && await all.AnyAsync(i => i.Route == SendRoute.Post)) ToPost = await all.CountAsync(i => i.Route == SendRoute.Post && i.SentAt == null);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        if (Total > 0) await audit.SeenAsync(gate, "people.seen", $"round:{Id}", Round.Team!.ProgrammeId, Round.TeamId, $"page {PageNumber}");
        Lines = await all
            .OrderBy(i => i.Person!.Contact!.Email == null).ThenBy(i => i.Person!.Contact!.Email).ThenBy(i => i.Person!.Contact!.Name).ThenBy(i => i.PersonId)
            .Skip((PageNumber - 1) * PeopleOnPage).Take(PeopleOnPage)
            .Select(i => new Line(i.PersonId, i.Person!.Contact!.Name, i.Person.Contact.Email, i.Person.Contact.Phone, i.Person.Contact.Postal, i.Person.Language,
                db.Sites.Where(s => s.Id == i.Person.SiteId).Select(s => s.Name).FirstOrDefault(), i.Route,
                i.SentAt, i.BouncedAt, i.Person.DoNotContactAt != null,
                db.Letters.Where(l => l.InvitationId == i.Id && l.Kind == LetterKind.Invitation).OrderByDescending(l => l.Id).Select(l => (LetterState?)l.State).FirstOrDefault()))
            .ToListAsync();
    }

    public string LetterWords(Line line) => line switch
    {
        { BouncedAt: { } back } => $"Came back {LocalTime.InTable(back, Round.Zone)}",
        { SentAt: { } sent } => $"{(line.Route == SendRoute.Post ? "Posted" : "Sent")} {LocalTime.InTable(sent, Round.Zone)}",
        { DoNotContact: true } => "Not to be written to",
        { Route: SendRoute.Post } => "To be posted",
        { Letter: LetterState.Waiting or LetterState.Sending } => "Waiting",
        { Letter: LetterState.Failed } => "Could not be sent",
        _ => "Not sent",
    };
}
