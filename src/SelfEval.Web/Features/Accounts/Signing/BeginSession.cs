using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>
/// The session of somebody whose password (or invitation) is proved. Without a second factor it reaches only the pages on which one is given or chosen;
/// a demonstration waives it for accounts that have none.
/// </summary>
public sealed class BeginSession(AppDb db, WriteGate gate, Audit audit, Sessions sessions, DemonstrationMark demonstration)
{
    public Task<OpenedSession> RunAsync(Account account) => gate.RunAsync(db, () => InGateAsync(account, SignInWay.Password, isTwoFactors: false));

    public async Task<OpenedSession> InGateAsync(Account account, SignInWay way, bool isTwoFactors)
    {
        var hasSecondFactor = await db.HasSecondFactorAsync(account.Id);
        var isWhole = isTwoFactors || (demonstration.IsOn && !hasSecondFactor);
        var token = await sessions.OpenAsync(account.Id, way, isWhole);
        audit.Add(isWhole ? "account.signed_in" : "account.first_factor_taken", $"account:{account.Id}", detail: isWhole ? SignInWays.Word(way) : null, by: account.Id);
        await db.SaveChangesAsync();
        return new(token, isWhole ? null : new HalfSignedIn(account.Id, account.Name, account.Email!, hasSecondFactor));
    }
}

/// <param name="Token">For the cookie.</param>
/// <param name="Half">What is still missing; null when the person is in.</param>
public sealed record OpenedSession(string Token, HalfSignedIn? Half)
{
    /// <summary>Where the person goes now: on, or first to the second factor.</summary>
    public string Next(string wanted) => Half is null ? wanted : $"{Half.Page}?returnUrl={Uri.EscapeDataString(wanted)}";
}
