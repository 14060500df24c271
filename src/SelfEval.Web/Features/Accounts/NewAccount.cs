using Microsoft.AspNetCore.Identity;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

internal static class NewAccount
{
    public static Account Of(string name, string email, string passwordHash, DateTime now) => new()
    {
        Name = name.Trim(),
        Email = email.Trim(),
        UserName = email.Trim(),
        // The address is proved by the link that came to it, or by standing at the server's console.
        EmailConfirmed = true,
        PasswordHash = passwordHash,
        CreatedAt = now,
    };

    public static async Task AddAsync(this UserManager<Account> users, Account account)
    {
        var made = await users.CreateAsync(account);
        if (!made.Succeeded) throw new InvalidInput("Email", "An account with this email address exists, or the address cannot be used");
    }
}
