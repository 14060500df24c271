using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Keys;

/// <summary>
/// A key for the API: what its account may do, in one programme or team or wherever the account reaches, reading only or writing too, for a year at
/// most. The key leaves here once; its hash stays.
/// </summary>
public sealed class MakeApiKey(AppDb db, WriteGate gate, CurrentAccount who, Scope scope, Audit audit, AccountNotices notices, TimeProvider clock)
{
    public const int MostDays = 365;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int MostInUse = 20;

    public Task<string> RunAsync(NewKey wanted) => gate.RunAsync(db, async () =>
    {
        var (accountId, now) = (who.RequiredId, clock.GetUtcNow().UtcDateTime);
        if (wanted.Days is < 1 or > MostDays) throw new InvalidInput("KeyDays", "A key works for a year at most");
        if (await db.ApiKeys.CountAsync(k => k.AccountId == accountId && k.RevokedAt == null && k.ExpiresAt > now) >= MostInUse)
            throw AccountsProblems.TooManyKeys();
        var programmeId = await ProgrammeAsync(wanted);
        var key = ApiKeyScheme.Beginning + RandomNumberGenerator.GetString(Alphabet, 40);
        var row = new ApiKey
        {
            AccountId = accountId,
            Name = wanted.Name.Trim(),
            Prefix = key[..9],
            KeyHash = Secrets.Hash(key),
            ProgrammeId = programmeId,
            TeamId = wanted.TeamId,
            MayWrite = wanted.MayWrite,
            CreatedAt = now,
            ExpiresAt = now.AddDays(wanted.Days),
        };
        db.ApiKeys.Add(row);
        await db.SaveChangesAsync();
        audit.Add("api_key.made", $"api_key:{row.Id}", programmeId, wanted.TeamId, wanted.MayWrite ? "may write" : "reads only");
        notices.Write(await db.Users.SingleAsync(a => a.Id == accountId), AccountNotices.KeyMade);
        await db.SaveChangesAsync();
        return key;
    });

    private async Task<int?> ProgrammeAsync(NewKey wanted)
    {
        if (wanted.TeamId is { } team) return (await scope.Teams(Right.See).Where(t => t.Id == team).FirstOrNotFoundAsync()).ProgrammeId;
        return wanted.ProgrammeId is { } programme ? (await scope.Programmes(Right.See).Where(p => p.Id == programme).FirstOrNotFoundAsync()).Id : null;
    }
}

/// <param name="Name">What it is for.</param>
/// <param name="Days">How long it works.</param>
/// <param name="MayWrite">Whether it may change things.</param>
/// <param name="ProgrammeId">Only in this programme.</param>
/// <param name="TeamId">Only in this team.</param>
public sealed record NewKey(string Name, int Days, bool MayWrite = false, int? ProgrammeId = null, int? TeamId = null);
