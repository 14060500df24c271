using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Library;

/// <summary>Every instrument that teams can ask with, newest version of each.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class IndexModel(InstrumentShelf shelf, CurrentAccount who) : PageModel
{
    public IReadOnlyList<Instrument> Instruments { get; } = [.. shelf.All.DistinctBy(instrument => instrument.Id).OrderBy(instrument => instrument.Title.In("en"), StringComparer.Ordinal)];

    /// <summary>Files that were left out, for those who can mend them.</summary>
    public IReadOnlyList<InstrumentProblem> Problems { get; } = who.IsAdministrator ? shelf.Problems : [];

    public void OnGet()
    {
    }
}
