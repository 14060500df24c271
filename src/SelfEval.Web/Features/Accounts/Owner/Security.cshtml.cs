using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Owner;

[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class SecurityModel(AppDb db, CurrentAccount who, ChangePasskeys passkeys, EnrolCodeApp app, RenewRecoveryCodes renew) : PageModel
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public IReadOnlyList<Row> Passkeys { get; private set; } = [];

    public string? AppSince { get; private set; }

    public bool HasFactor => AppSince is not null || Passkeys.Count > 0;

    public string Left { get; private set; } = "";

    /// <summary>New codes, shown in the answer to the post because only their hashes are kept.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public string? Notice => Done switch
    {
        "passkey" => "The passkey is removed.",
        "app" => "The app is removed.",
        _ => null,
    };

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostRemovePasskeyAsync([FromForm] int passkey)
    {
        await passkeys.RemoveAsync(passkey);
        return LocalRedirect("/accounts/security?done=passkey");
    }

    public async Task<IActionResult> OnPostRemoveAppAsync()
    {
        await app.RemoveAsync();
        return LocalRedirect("/accounts/security?done=app");
    }

    public async Task OnPostCodesAsync()
    {
        Codes = await renew.RunAsync();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var id = who.RequiredId;
        var keys = await db.AccountPasskeys.Where(p => p.AccountId == id).OrderBy(p => p.Id).ToListAsync();
        Passkeys = [.. keys.Select(k => new Row(k.Id, k.Name, Day(k.CreatedAt), k.LastUsedAt is { } used ? $"Last used on {Day(used)}." : "Not used yet."))];
        AppSince = await db.AccountCodeApps.SingleOrDefaultAsync(a => a.AccountId == id) is { } kept ? Day(kept.SinceAt) : null;
        var left = await db.AccountRecoveryCodes.CountAsync(c => c.AccountId == id && c.UsedAt == null);
        Left = left switch
        {
            0 => "You have no recovery codes left.",
            1 => "One of your recovery codes has not been used.",
            _ => $"{left} of your recovery codes have not been used.",
        };
    }

    private static string Day(DateTime at) => at.ToString("d MMMM yyyy", British);

    public sealed record Row(int Id, string Name, string Added, string Used);
}
