using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>Makes a whole session out of one that has only the password. After five wrong answers the password is asked for again.</summary>
public sealed class CheckSecondFactor(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, SignInTries tries, Sessions sessions, CodeApps apps, RecoveryCodes codes, PasskeyDesk desk,
    AccountNotices notices)
{
    private const int MostWrong = 5;

    public Task<string> ByCodeAsync(string typed) =>
        RunAsync(SignInWay.PasswordAndCode, id => apps.TryUseAsync(id, typed), "Code", "That code is not right, or it was used already. Wait for the next one and enter it");

    public Task<string> ByRecoveryCodeAsync(string typed) =>
        RunAsync(SignInWay.PasswordAndRecoveryCode, id => codes.TryUseAsync(id, typed), "Recovery", "That recovery code is not right, or it was used already");

    public async Task<string> ByPasskeyAsync(PasskeyAnswer answer)
    {
        var answered = await desk.AnswerAsync(PasskeyDesk.ToConfirm, Half.Id, answer);
        return await RunAsync(SignInWay.PasswordAndPasskey, async _ => answered is { } a && await desk.TrySpendAsync(answer, a.Key), "", "The passkey was not accepted. Try again");
    }

    private HalfSignedIn Half => who.Half ?? throw Problem.NotFound();

    private async Task<string> RunAsync(SignInWay way, Func<int, Task<bool>> isRight, string field, string fault)
    {
        var half = Half;
        await tries.RefuseShutAsync(half.Email, field);
        var (token, isOver) = await gate.RunAsync(db, async () =>
        {
            var session = await db.AccountSessions.SingleOrDefaultAsync(s => s.Id == who.SessionId && !s.IsWhole);
            if (session is null) return ((string?)null, true);
            if (await isRight(half.Id))
            {
                await tries.ClearAsync(half.Email);
                await tries.RememberAsync(half.Email);
                var kept = session.Way == SignInWay.Organisation ? SignInWay.Organisation : way;
                var opened = await sessions.OpenAsync(half.Id, kept, isWhole: true);
                audit.Add("account.signed_in", $"account:{half.Id}", detail: SignInWays.Word(way), by: half.Id);
                if (way == SignInWay.PasswordAndRecoveryCode) notices.Write(await db.Users.SingleAsync(a => a.Id == half.Id), AccountNotices.CodeUsed);
                await db.SaveChangesAsync();
                return (opened, false);
            }

            session.WrongTries++;
            var over = session.WrongTries >= MostWrong;
            if (over) db.AccountSessions.Remove(session);
            await tries.FailedAsync(half.Email);
            audit.Add("account.second_factor_failed", $"account:{half.Id}", by: half.Id);
            await db.SaveChangesAsync();
            return (null, over);
        });

        if (token is not null) return token;
        if (isOver) throw AccountsProblems.TooManyWrongCodes();
        throw new InvalidInput(field, fault);
    }
}
