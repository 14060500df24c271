using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// The installation's own key for hashes of what is too short to be hashed alone: addresses, and codes to be typed. It is sealed in the database by keys
/// that lie elsewhere, so that a copy of the database is no help in trying them out.
/// </summary>
public sealed class InstallationKey(AppDb db, Sealing sealing)
{
    private byte[]? _key;

    /// <summary>Null where nothing has been hashed with it yet.</summary>
    public async Task<byte[]?> FindAsync(CancellationToken cancellationToken = default)
    {
        if (_key is not null) return _key;
        var kept = await db.Installations.Select(i => i.SealedAddressKey).SingleOrDefaultAsync(cancellationToken);
        if (kept is null) return null;
        var key = Convert.FromBase64String(sealing.AddressKey.Unprotect(kept));
        // What stands only in a transaction may still be rolled back.
        return db.IsInGate ? key : _key = key;
    }

    /// <summary>Inside the gate: made when it is first needed. Of two nodes that make one at once, the second takes the first's.</summary>
    public async Task<byte[]> GetAsync(DateTime now)
    {
        if (await FindAsync() is { } kept) return kept;
        if (!await db.Installations.AnyAsync())
        {
            db.Installations.Add(new Installation { CreatedAt = now });
            await db.SaveChangesAsync();
        }

        var made = sealing.AddressKey.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await db.Installations.Where(i => i.SealedAddressKey == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SealedAddressKey, made));
        var standing = await db.Installations.Select(i => i.SealedAddressKey).SingleAsync();
        return Convert.FromBase64String(sealing.AddressKey.Unprotect(standing!));
    }
}
