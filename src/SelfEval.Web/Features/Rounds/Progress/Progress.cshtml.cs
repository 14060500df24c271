using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>Where a round stands. Who has answered is read only in identified rounds, and only for the team's own people.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ProgressModel(AppDb db, Scope scope, SendingState sending, TimeProvider clock) : ProgressPage(db, scope, sending, clock)
{
    private const int PeopleOnPage = 100;

    public sealed record Respondent(string Name, string Email, DateTime? StartedOn, DateTime? CompletedOn);

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    public IReadOnlyList<Respondent>? Respondents { get; private set; }

    public int Pages => Math.Max(1, (Counts.Invited + PeopleOnPage - 1) / PeopleOnPage);

    public string? DoneWords => Done switch
    {
        "planned" => "The round is made.",
        "cancelled" => "The round is cancelled. Messages that were waiting will not be sent.",
        "moved" => "The closing time is changed.",
        "closed" => "The round is closed.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Round.IdentityMode == IdentityMode.Identified && MayWork) Respondents = await ReadRespondentsAsync();
    }

    private Task<List<Respondent>> ReadRespondentsAsync()
    {
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        return Db.Invitations.Where(i => i.RoundId == Id)
            .OrderBy(i => i.Person!.Contact!.Email).ThenBy(i => i.Id)
            .Skip((PageNumber - 1) * PeopleOnPage).Take(PeopleOnPage)
            .Select(i => new Respondent(i.Person!.Contact!.Name ?? "", i.Person.Contact.Email ?? i.Person.Contact.Phone ?? "", i.StartedOn, i.CompletedOn))
            .ToListAsync();
    }
}
