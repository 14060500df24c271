using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Staff)]
public sealed class ProgrammeModel(Scope scope, TeamsAtWork atWork, CurrentAccount who) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public IReadOnlyList<(int Id, string Name, string Now)> Teams { get; private set; } = [];

    public bool MayAdminister => who.IsAdministrator;

    public bool MayEvaluate { get; private set; }

    public string? Notice => Done switch
    {
        "created" => "The programme is made. Now add its teams.",
        "saved" => "The programme is changed.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        var right = who.IsAdministrator ? Right.Administer : Right.See;
        var programme = await scope.Programmes(right).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        (Name, Description) = (programme.Name, programme.Description);
        MayEvaluate = await scope.Programmes(Right.Evaluate).AnyAsync(p => p.Id == Id);
        var teams = await atWork.ReadAsync(scope.Teams(right).Where(t => t.ProgrammeId == Id));
        Teams = [.. teams.Select(t => (t.Id, t.Name, Now(t)))];
    }

    // An administrator keeps the house and is told nothing about answers.
    private static string Now(TeamAtWork team) => team.Count(RoundState.Open) switch
    {
        0 when team.Count(RoundState.Planned) > 0 => "A round is planned",
        0 when team.Count(RoundState.Closed) > 0 => "No round is open",
        0 => "No round yet",
        1 => "1 round is open",
        var open => $"{open} rounds are open",
    };
}
