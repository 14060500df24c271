using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Accounts.Inviting;

/// <summary>An invitation as a list shows it.</summary>
public sealed record InviteRow(int Id, string Email, string Role, string By, string Until)
{
    public static async Task<IReadOnlyList<InviteRow>> ReadAsync(AppDb db, IQueryable<AccountInvite> invites)
    {
        var rows = await invites.OrderBy(i => i.ExpiresAt).ThenBy(i => i.Id)
            .Select(i => new { i.Id, i.Email, i.Role, i.ExpiresAt, By = db.Users.Where(a => a.Id == i.InvitedById).Select(a => a.Name).FirstOrDefault() }).ToListAsync();
        return rows.ConvertAll(i => new InviteRow(i.Id, i.Email, RoleNames.Of(i.Role), i.By ?? "", i.ExpiresAt.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))));
    }
}
