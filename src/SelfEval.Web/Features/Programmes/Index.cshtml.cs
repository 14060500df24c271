using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Staff)]
public sealed class IndexModel(AppDb db, Scope scope, CurrentAccount who) : PageModel
{
    public IReadOnlyList<Row> Programmes { get; private set; } = [];

    public bool MayAdminister => who.IsAdministrator;

    public async Task OnGetAsync()
    {
        var programmes = scope.Programmes(who.IsAdministrator ? Right.Administer : Right.See);
        Programmes = await programmes.OrderBy(p => p.Name)
            .Select(p => new Row(p.Id, p.Name, db.Teams.Count(t => t.ProgrammeId == p.Id))).ToListAsync();
    }

    public sealed record Row(int Id, string Name, int Teams);
}
