using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.SignIn;

/// <summary>Opens and ends sessions. What changes rows runs inside the caller's write gate, in the transaction of what it belongs to.</summary>
public sealed class Sessions(AppDb db, CurrentAccount who, TimeProvider clock, IHttpContextAccessor http, IOptions<SelfEvalOptions> options)
{
    private SessionLimits Limits => options.Value.Sessions;

    /// <summary>
    /// A new row and a new token; whatever session this browser had ends, so that a token from before the sign-in is worth nothing after it.
    /// The token goes into the cookie once the work is durable: <see cref="Give"/>.
    /// </summary>
    public async Task<string> OpenAsync(int accountId, SignInWay way, bool isWhole)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (who.SessionId is { } had) await db.AccountSessions.Where(s => s.Id == had).ExecuteDeleteAsync();
        await ForgetOverAsync(now);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.AccountSessions.Add(new AccountSession
        {
            AccountId = accountId,
            TokenHash = Secrets.Hash(token),
            Way = way,
            IsWhole = isWhole,
            CreatedAt = now,
            LastSeenAt = now,
            FreshAt = now,
            Device = DeviceWords.Of(http.HttpContext?.Request.Headers.UserAgent),
        });
        return token;
    }

    /// <summary>The present session under a new token: when rights were gained in it, what somebody may have copied before is worth nothing.</summary>
    public async Task<string> RenewAsync()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var (id, hash) = (who.SessionId, Secrets.Hash(token));
        await db.AccountSessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.TokenHash, hash));
        return token;
    }

    public void Give(string token) => SessionCookie.Write(Response, token);

    public void TakeBack() => SessionCookie.Delete(Response);

    public Task EndAsync(int sessionId) => db.AccountSessions.Where(s => s.Id == sessionId).ExecuteDeleteAsync();

    /// <returns>How many ended.</returns>
    public Task<int> EndAllAsync(int accountId, int? but = null) =>
        db.AccountSessions.Where(s => s.AccountId == accountId && s.Id != but).ExecuteDeleteAsync();

    /// <summary>What can never be used again: sessions that are over, and links that were sent and are too old.</summary>
    private async Task ForgetOverAsync(DateTime now)
    {
        var (idle, oldest) = (now.AddMinutes(-Limits.IdleMinutes), now.AddHours(-Limits.LongestHours));
        await db.AccountProofs.Where(p => p.ExpiresAt <= now).ExecuteDeleteAsync();
        await db.AccountSessions.Where(s => s.LastSeenAt <= idle || s.CreatedAt <= oldest).ExecuteDeleteAsync();
    }

    private HttpResponse Response => (http.HttpContext ?? throw new InvalidOperationException("Sessions belong to browsers.")).Response;
}
