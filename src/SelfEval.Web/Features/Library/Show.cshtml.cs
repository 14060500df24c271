using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Library;

/// <summary>One instrument: what it asks, how it is scored and where it comes from.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ShowModel(InstrumentShelf shelf) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Instrument Instrument { get; private set; } = null!;

    public IReadOnlyList<string> OtherVersions { get; private set; } = [];

    public void OnGet()
    {
        Instrument = shelf.Find(Id) ?? throw Problem.NotFound();
        OtherVersions = [.. shelf.All.Where(i => i.Id == Id && i.Version != Instrument.Version).Select(i => i.Version)];
    }
}
