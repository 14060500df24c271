using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>A key for the API that may do what its account may. The key leaves here once; its hash stays.</summary>
public sealed class MakeApiKey(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, TimeProvider clock)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int MostInUse = 20;

    public Task<string> RunAsync(string name, int days) => ForAsync(who.RequiredId, name, days);

    /// <summary>For the command that fills a demonstration: nobody is signed in there.</summary>
    public Task<string> ForAsync(int accountId, string name, int days) => gate.RunAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.ApiKeys.CountAsync(k => k.AccountId == accountId && k.RevokedAt == null && k.ExpiresAt > now) >= MostInUse)
            throw AccountsProblems.TooManyKeys();
        var key = "se_" + RandomNumberGenerator.GetString(Alphabet, 40);
        var row = new ApiKey
        {
            AccountId = accountId,
            Name = name.Trim(),
            Prefix = key[..9],
            KeyHash = Secrets.Hash(key),
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        db.ApiKeys.Add(row);
        await db.SaveChangesAsync();
        audit.Add("api_key.made", $"api_key:{row.Id}");
        await db.SaveChangesAsync();
        return key;
    });
}
