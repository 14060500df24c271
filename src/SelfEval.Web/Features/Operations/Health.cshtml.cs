using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations;

[Authorize(Policy = Access.Administrator)]
public sealed class HealthModel(HealthReport report, TryMessagesAgain again) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public HealthReport.Content Report { get; private set; } = null!;

    public string? Notice => Done == "again" ? "The letters are tried again within a minute." : null;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Report = await report.ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        await again.RunAsync();
        return LocalRedirect("/operations/health?done=again");
    }
}
