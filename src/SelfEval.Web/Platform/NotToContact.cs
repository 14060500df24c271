using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// Whether a programme may write to an address or number at all; every send asks. The list holds keyed hashes only: without the installation's key
/// nobody can try addresses against it.
/// </summary>
public sealed class NotToContact(AppDb db, InstallationKey key)
{
    private const string AtHome = "post:";

    /// <summary>An address in lower case, a number without spaces.</summary>
    public static string Normalise(string address) =>
        address.StartsWith(AtHome, StringComparison.Ordinal) ? address
        : address.Contains('@', StringComparison.Ordinal) ? address.Trim().ToLowerInvariant()
        : string.Concat(address.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <summary>All by which somebody can be written to, as the list knows them. A postal address counts with its name: others live there too.</summary>
    public static IReadOnlyList<string> AddressesOf(string? email, string? phone, string? name, string? postal)
    {
        var all = new List<string>(3);
        if (email is not null) all.Add(email);
        if (phone is not null) all.Add(phone);
        if (Home(name, postal) is { } home) all.Add(home);
        return all;
    }

    public static IReadOnlyList<string> AddressesOf(Contact? contact) => AddressesOf(contact?.Email, contact?.Phone, contact?.Name, contact?.Postal);

    /// <summary>A postal address with its name, as nothing but their words; null where one is missing.</summary>
    public static string? Home(string? name, string? postal) => name is null || postal is null ? null : $"{AtHome}{Words(name)}|{Words(postal)}";

    public async Task<bool> HasAsync(int programmeId, string address, CancellationToken cancellationToken = default) =>
        await FindAsync(programmeId, address, cancellationToken) is not null;

    public async Task<DoNotContact?> FindAsync(int programmeId, string address, CancellationToken cancellationToken = default)
    {
        if (await key.FindAsync(cancellationToken) is not { } known) return null;
        var hash = Hash(known, address);
        return await db.DoNotContacts.SingleOrDefaultAsync(d => d.ProgrammeId == programmeId && d.AddressHash == hash, cancellationToken);
    }

    /// <summary>Which of them are on the list.</summary>
    public async Task<HashSet<string>> AmongAsync(int programmeId, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken = default)
    {
        var listed = await ReadAsync(programmeId, cancellationToken);
        return [.. addresses.Where(a => listed.ReasonOf(a) is not null)];
    }

    /// <summary>The whole list, to be asked many times.</summary>
    public async Task<Listed> ReadAsync(int programmeId, CancellationToken cancellationToken = default)
    {
        var listed = new Listed(programmeId);
        await RefreshAsync(listed, cancellationToken);
        return listed;
    }

    /// <summary>What was added since.</summary>
    public async Task RefreshAsync(Listed listed, CancellationToken cancellationToken = default)
    {
        listed.Key ??= await key.FindAsync(cancellationToken);
        var added = await db.DoNotContacts.Where(d => d.ProgrammeId == listed.ProgrammeId && d.Id > listed.LastId)
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.AddressHash, d.Reason }).ToListAsync(cancellationToken);
        foreach (var one in added) listed.Add(one.Id, one.AddressHash, one.Reason);
    }

    /// <summary>Inside the gate: adds it, where it is not there yet.</summary>
    public async Task AddAsync(int programmeId, string address, DoNotContactReason reason, DateTime now, int? accountId)
    {
        var hash = Hash(await key.GetAsync(now), address);
        if (await db.DoNotContacts.AnyAsync(d => d.ProgrammeId == programmeId && d.AddressHash == hash)) return;
        db.DoNotContacts.Add(new DoNotContact
        {
            ProgrammeId = programmeId, AddressHash = hash, Hint = Hint(Normalise(address)), Reason = reason, AddedAt = now, AddedByAccountId = accountId,
        });
    }

    private static string Hint(string address)
    {
        if (address.Length == 0) return "";
        if (address.StartsWith(AtHome, StringComparison.Ordinal)) return "a postal address";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1) return "…" + (address.Length > 3 ? address[^3..] : "");
        var end = address.LastIndexOf('.');
        var hint = $"{address[0]}…@{address[Math.Min(at + 1, address.Length - 1)]}…{(end > at ? address[end..] : "")}";
        return hint.Length <= 60 ? hint : hint[..60];
    }

    private static string Words(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', ',', '.', '\n', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hash(byte[] key, string address) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Normalise(address)));

    /// <summary>A programme's list in memory.</summary>
    public sealed class Listed(int programmeId)
    {
        private readonly Dictionary<string, DoNotContactReason> _reasons = [];

        internal int ProgrammeId { get; } = programmeId;

        internal int LastId { get; private set; }

        internal byte[]? Key { get; set; }

        /// <summary>Why nobody writes to this address; null where it is not on the list.</summary>
        public DoNotContactReason? ReasonOf(string address) =>
            _reasons.Count > 0 && Key is not null && _reasons.TryGetValue(Convert.ToHexString(Hash(Key, address)), out var reason) ? reason : null;

        internal void Add(int id, byte[] hash, DoNotContactReason reason)
        {
            _reasons[Convert.ToHexString(hash)] = reason;
            LastId = id;
        }
    }
}
