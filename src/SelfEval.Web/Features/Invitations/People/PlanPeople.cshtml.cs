using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>Whom a plan asks, round after round. Not for evaluators.</summary>
[Authorize(Policy = Access.Staff)]
[TakesAway("Leave")]
public sealed class PlanPeopleModel(AppDb db, WriteGate gate, Scope scope, Audit audit, LeavePlan leave, NotToContact notTo, SendingState sending, TimeProvider clock) : PageModel
{
    private const int PeopleOnPage = 100;

    public sealed record Line(int PersonId, string? Name, string? Email, string? Phone, string Language, DateOnly? StartOn, DateTime? LeftAt, bool DoNotContact, string? NotAsked)
    {
        public string Called => Email ?? Name ?? Phone ?? "";
    }

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    [FromQuery]
    public int Added { get; set; }

    public Plan Plan { get; private set; } = null!;

    public bool MayLead { get; private set; }

    public bool IsAnonymous { get; private set; }

    public int Total { get; private set; }

    public PeopleImport? Import { get; private set; }

    public string? Paused { get; private set; }

    public int Pages => Math.Max(1, (Total + PeopleOnPage - 1) / PeopleOnPage);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string? DoneWords => Done switch
    {
        "added" when Added == 1 => "1 person was added.",
        "added" when Added > 1 => $"{Added:N0} people were added.",
        "left" => "The person has left the plan.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        var teams = scope.Teams(Right.Work);
        Plan = await db.Plans.Include(p => p.Team).Where(p => p.Id == Id && teams.Any(t => t.Id == p.TeamId)).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Plan.Team!);
        var rounds = await db.Rounds.Where(r => r.PlanId == Id).OrderBy(r => r.PlanNumber).ToListAsync();
        IsAnonymous = rounds.Exists(r => r.IdentityMode == IdentityMode.Anonymous);
        if (IsAnonymous) return;
        var now = clock.GetUtcNow().UtcDateTime;
        if (rounds.Find(r => r.StateAt(now) is RoundState.Planned or RoundState.Open) is { } round) Paused = (await sending.ReadAsync())?.Words(round.Zone);
        Total = await db.PlanPeople.CountAsync(p => p.PlanId == Id);
        Import = await db.PeopleImports.OrderBy(i => i.Id).FirstOrDefaultAsync(i => i.PlanId == Id && i.FinishedAt == null);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        if (Total > 0) await audit.SeenAsync(gate, "people.seen", $"plan:{Id}", Plan.Team!.ProgrammeId, Plan.TeamId, $"page {PageNumber}");
        var people = await db.PlanPeople.Where(p => p.PlanId == Id)
            .OrderBy(p => p.LeftAt != null).ThenBy(p => p.Person!.Contact!.Email == null).ThenBy(p => p.Person!.Contact!.Email).ThenBy(p => p.PersonId)
            .Skip((PageNumber - 1) * PeopleOnPage).Take(PeopleOnPage)
            .Select(p => new { p.PersonId, p.Person!.Contact, p.Person.Language, p.StartOn, p.LeftAt, p.Person.DoNotContactAt }).ToListAsync();
        var refused = await notTo.AmongAsync(Plan.Team!.ProgrammeId, [.. people.SelectMany(p => NotToContact.AddressesOf(p.Contact))]);
        Lines = people.ConvertAll(p => new Line(p.PersonId, p.Contact?.Name, p.Contact?.Email, p.Contact?.Phone, p.Language, p.StartOn, p.LeftAt,
            p.DoNotContactAt is not null || NotToContact.AddressesOf(p.Contact).Any(refused.Contains),
            PlanAsking.WhyNot(Plan, rounds, p.StartOn, now) is { } why ? PlanAsking.Words(why) : Unreachable(p.Contact)));
    }

    private static string? Unreachable(Contact? contact) => Reach.BouncedAt(contact, Reach.RouteOf(contact)) is null ? null : "the address or number does not work";

    public async Task<IActionResult> OnPostLeaveAsync(int personId)
    {
        await leave.RunAsync(Id, personId);
        return Redirect($"/plans/{Id}/people?done=left");
    }
}
