using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// Whether a programme may write to an address or number at all; every send asks. The list holds keyed hashes only: without the installation's key
/// nobody can try addresses against it.
/// </summary>
public sealed class NotToContact(AppDb db, Sealing sealing)
{
    /// <summary>An address in lower case, a number without spaces.</summary>
    public static string Normalise(string address) =>
        address.Contains('@', StringComparison.Ordinal) ? address.Trim().ToLowerInvariant() : string.Concat(address.Where(c => char.IsAsciiDigit(c) || c == '+'));

    public async Task<bool> HasAsync(int programmeId, string address, CancellationToken cancellationToken = default)
    {
        if (await KeyAsync(cancellationToken) is not { } key) return false;
        var hash = Hash(key, address);
        return await db.DoNotContacts.AnyAsync(d => d.ProgrammeId == programmeId && d.AddressHash == hash, cancellationToken);
    }

    /// <summary>Which of them are on the list.</summary>
    public async Task<HashSet<string>> AmongAsync(int programmeId, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken = default)
    {
        if (await KeyAsync(cancellationToken) is not { } key) return [];
        var byHash = addresses.Distinct().ToDictionary(a => Convert.ToHexString(Hash(key, a)));
        var listed = await db.DoNotContacts.Where(d => d.ProgrammeId == programmeId).Select(d => d.AddressHash).ToListAsync(cancellationToken);
        return [.. listed.Select(Convert.ToHexString).Where(byHash.ContainsKey).Select(h => byHash[h])];
    }

    /// <summary>Inside the gate: adds it, where it is not there yet.</summary>
    public async Task AddAsync(int programmeId, string address, DoNotContactReason reason, DateTime now, int? accountId)
    {
        var hash = Hash(await KeyAsync(CancellationToken.None) ?? await MakeKeyAsync(now), address);
        if (await db.DoNotContacts.AnyAsync(d => d.ProgrammeId == programmeId && d.AddressHash == hash)) return;
        db.DoNotContacts.Add(new DoNotContact
        {
            ProgrammeId = programmeId, AddressHash = hash, Hint = Hint(Normalise(address)), Reason = reason, AddedAt = now, AddedByAccountId = accountId,
        });
    }

    private static string Hint(string address)
    {
        if (address.Length == 0) return "";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1) return "…" + (address.Length > 3 ? address[^3..] : "");
        var end = address.LastIndexOf('.');
        var hint = $"{address[0]}…@{address[Math.Min(at + 1, address.Length - 1)]}…{(end > at ? address[end..] : "")}";
        return hint.Length <= 60 ? hint : hint[..60];
    }

    private static byte[] Hash(byte[] key, string address) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Normalise(address)));

    private async Task<byte[]?> KeyAsync(CancellationToken cancellationToken)
    {
        var kept = await db.Installations.Select(i => i.SealedAddressKey).SingleOrDefaultAsync(cancellationToken);
        return kept is null ? null : Convert.FromBase64String(sealing.AddressKey.Unprotect(kept));
    }

    private async Task<byte[]> MakeKeyAsync(DateTime now)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var installation = await db.Installations.SingleOrDefaultAsync();
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = now });
        installation.SealedAddressKey = sealing.AddressKey.Protect(Convert.ToBase64String(key));
        return key;
    }
}
