using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.SignIn;

/// <summary>
/// Identity's store with passkeys in a table of our own, whose rows also say when a key was last used. Identity's passkey handler only reads here; what
/// is written is written by the operations, in their transaction.
/// </summary>
public sealed class AccountStore(AppDb context, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, AppDb, int>(context, describer), IUserPasskeyStore<Account>
{
    async Task<IList<UserPasskeyInfo>> IUserPasskeyStore<Account>.GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await Context.AccountPasskeys.Where(p => p.AccountId == user.Id).ToListAsync(cancellationToken)).Select(Info)];

    async Task<UserPasskeyInfo?> IUserPasskeyStore<Account>.FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.AccountPasskeys.SingleOrDefaultAsync(p => p.AccountId == user.Id && p.CredentialId == credentialId, cancellationToken) is { } key ? Info(key) : null;

    async Task<Account?> IUserPasskeyStore<Account>.FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Users.SingleOrDefaultAsync(a => Context.AccountPasskeys.Any(p => p.CredentialId == credentialId && p.AccountId == a.Id), cancellationToken);

    Task IUserPasskeyStore<Account>.AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NotHere();

    Task IUserPasskeyStore<Account>.RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw NotHere();

    private static NotSupportedException NotHere() => new("Passkeys are added and removed by the operations of the accounts.");

    private static UserPasskeyInfo Info(AccountPasskey key) => new(
        key.CredentialId, key.PublicKey, new DateTimeOffset(key.CreatedAt), (uint)key.SignCount,
        key.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, key.IsBackupEligible, key.IsBackedUp, [], [])
    {
        Name = key.Name,
    };
}
