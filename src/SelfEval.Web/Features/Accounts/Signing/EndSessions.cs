using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>Signs out: this browser, another one, or all; one's own, or as an administrator somebody else's.</summary>
public sealed class EndSessions(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, Sessions sessions)
{
    /// <summary>This browser's, whole or half.</summary>
    public Task ThisAsync() => gate.RunAsync(db, async () =>
    {
        if (who.SessionId is { } session) await sessions.EndAsync(session);
        audit.Add("account.signed_out", $"account:{who.Id ?? who.Half?.Id}", by: who.Id ?? who.Half?.Id);
        await db.SaveChangesAsync();
    });

    public Task OneAsync(int accountId, int sessionId) => gate.RunAsync(db, async () =>
    {
        RefuseOthers(accountId);
        await db.AccountSessions.Where(s => s.Id == sessionId && s.AccountId == accountId).FirstOrNotFoundAsync();
        await sessions.EndAsync(sessionId);
        audit.Add("session.ended", $"account:{accountId}");
        await db.SaveChangesAsync();
    });

    /// <summary>All of the account but the one that asks.</summary>
    public Task OthersAsync(int accountId) => gate.RunAsync(db, async () =>
    {
        RefuseOthers(accountId);
        await sessions.EndAllAsync(accountId, but: who.SessionId);
        audit.Add("account.signed_out_elsewhere", $"account:{accountId}");
        await db.SaveChangesAsync();
    });

    private void RefuseOthers(int accountId)
    {
        if (accountId != who.RequiredId && !who.IsAdministrator) throw Problem.NotFound();
    }
}
