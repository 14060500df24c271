using System.Globalization;
using System.Security.Claims;
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

    private static async Task<bool> ReadAsync(ClaimsPrincipal user, AppDb db, CurrentAccount current)
    {
        if (!int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)) return false;
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.DisabledAt == null);
        if (account is null) return false;
        current.Become(account, await db.Memberships.Where(m => m.AccountId == id).ToListAsync());
        return true;
    }
}
