using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

[Authorize(Policy = Access.Administrator)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class OpenNewFactorModel(AppDb db, ResetFactors reset) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Account Account { get; private set; } = null!;

    public async Task OnGetAsync() => Account = await db.Users.Where(a => a.Id == Id && a.DisabledAt == null).FirstOrNotFoundAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await reset.OpenAsync(Id);
        return LocalRedirect($"/accounts/{Id}?done=factor");
    }
}
