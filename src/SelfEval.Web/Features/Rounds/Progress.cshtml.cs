using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Where a round stands. Who has answered is read only in identified rounds, and only for the team's own people.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ProgressModel(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    private const int PeopleOnPage = 100;

    public sealed record Respondent(string Name, string Email, DateTime? StartedOn, DateTime? CompletedOn);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    public Round Round { get; private set; } = null!;

    public RoundState State { get; private set; }

    public RoundCounts Counts { get; private set; } = null!;

    public string Next { get; private set; } = "";

    public bool MayLead { get; private set; }

    public bool MayWork { get; private set; }

    public bool IsAnonymous => Round.IdentityMode == IdentityMode.Anonymous;

    public IReadOnlyList<Respondent>? Respondents { get; private set; }

    public int Pages => Math.Max(1, (Counts.Invited + PeopleOnPage - 1) / PeopleOnPage);

    public string? DoneWords => Done switch
    {
        "planned" => "The round is made.",
        "cancelled" => "The round is cancelled. Letters that were waiting will not be sent.",
        "moved" => "The closing time is changed.",
        "closed" => "The round is closed.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.See).Include(r => r.Team).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == Id).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Round.Team!);
        MayWork = scope.MayOnTeam(Right.Work, Round.Team!);
        var now = clock.GetUtcNow().UtcDateTime;
        State = Round.StateAt(now);
        Counts = await RoundCounts.ReadAsync(db, Id);
        Next = RoundWords.Next(Round, Counts, now);
        if (Round.IdentityMode == IdentityMode.Identified && MayWork) Respondents = await ReadRespondentsAsync();
    }

    private Task<List<Respondent>> ReadRespondentsAsync()
    {
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        return db.Invitations.Where(i => i.RoundId == Id)
            .OrderBy(i => i.Person!.Contact!.Email)
            .Skip((PageNumber - 1) * PeopleOnPage).Take(PeopleOnPage)
            .Select(i => new Respondent(i.Person!.Contact!.Name ?? "", i.Person.Contact.Email ?? "", i.StartedOn, i.CompletedOn))
            .ToListAsync();
    }
}
