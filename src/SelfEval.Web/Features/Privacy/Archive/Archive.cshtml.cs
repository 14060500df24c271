using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Archive;

[Authorize(Policy = Access.Administrator)]
[TakesAway("Archive")]
public sealed class ArchiveModel(Scope scope, ArchiveProgramme archive, ExportArchive export) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Programme Programme { get; private set; } = null!;

    public async Task OnGetAsync() => Programme = await scope.Programmes(Right.Administer).Where(p => p.Id == Id).FirstOrNotFoundAsync();

    public Task<IActionResult> OnPostArchiveAsync() => ChangeAsync(archived: true);

    public Task<IActionResult> OnPostReopenAsync() => ChangeAsync(archived: false);

    public async Task<IActionResult> OnPostExportAsync(CancellationToken cancellationToken)
    {
        var zip = await export.RunAsync(Id, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return File(zip, "application/zip", $"selfeval-programme-{Id}.zip");
    }

    private async Task<IActionResult> ChangeAsync(bool archived)
    {
        await archive.RunAsync(Id, archived);
        return Redirect($"/programmes/{Id}?done={(archived ? "archived" : "reopened")}");
    }
}
