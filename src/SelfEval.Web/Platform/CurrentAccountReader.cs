using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>Between authentication and authorization: loads the account behind the cookie or the key.</summary>
public sealed class CurrentAccountReader(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, AppDb db, CurrentAccount current)
    {
        if (context.User.Identity?.IsAuthenticated == true && !await ReadAsync(context.User, db, current))
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        await next(context);
    }

    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    private static async Task<bool> ReadAsync(ClaimsPrincipal user, AppDb db, CurrentAccount current)
    {
        if (!int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)) return false;
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.DisabledAt == null);
        if (account is null) return false;
        // A new password, or "sign out everywhere", ends every session at its next request. Keys carry no stamp.
        if (user.FindFirstValue(StampClaim) is { } stamp && stamp != account.SecurityStamp) return false;
        current.Become(account, await db.Memberships.Where(m => m.AccountId == id).ToListAsync());
        return true;
    }
}
