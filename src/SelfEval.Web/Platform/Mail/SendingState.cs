using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Whether anything may be sent at all, asked by whatever writes or carries messages. It is also the brake: where many messages are more than a day
/// late at once (the clock jumped, a backup was restored, the site slept), it pauses sending until an administrator has looked.
/// </summary>
public sealed class SendingState(AppDb db, WriteGate gate, Audit audit, IOptions<SelfEvalOptions> options, TimeProvider clock, ILogger<SendingState> log)
{
    public static readonly TimeSpan Late = TimeSpan.FromHours(24);

    public sealed record Pause(DateTime Since, string Why)
    {
        /// <summary>For whoever waits for messages to go and cannot release them.</summary>
        public string Words(string zone) => $"Messages have been paused since {LocalTime.Words(Since, zone)}: {Why}. Nothing goes until an administrator releases them. People can answer as before.";
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Pause?> ReadAsync(CancellationToken cancellationToken = default) =>
        await db.Installations.Where(i => i.SendingPausedAt != null).Select(i => new Pause(i.SendingPausedAt!.Value, i.SendingPausedWhy ?? "")).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Outside the gate. False where sending is paused, and where this question has just paused it.</summary>
    public async Task<bool> MaySendAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not null) return false;
        var most = options.Value.Mail.BrakeLetters;
        if (await LateLetters().OrderBy(l => l.NotBefore).Take(most + 1).CountAsync(cancellationToken)
            + await LateInvitations().OrderBy(i => i.NextSendAt).Take(most + 1).CountAsync(cancellationToken) <= most) return true;
        var late = await LateLetters().CountAsync(cancellationToken) + await LateInvitations().CountAsync(cancellationToken);
        log.LogError("{Late} messages are more than a day late; sending is paused. An administrator decides at /operations/messages.", late);
        await gate.RunAsync(db, () => PauseAsync($"{late} messages were more than 24 hours late at once"), cancellationToken);
        return false;
    }

    /// <summary>Inside the gate.</summary>
    public async Task PauseAsync(string why)
    {
        var installation = await db.Installations.SingleOrDefaultAsync();
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = Now });
        if (installation.SendingPausedAt is not null) return;
        installation.SendingPausedAt = Now;
        installation.SendingPausedWhy = why;
        audit.Add("sending.paused", "installation:1", detail: why);
        await db.SaveChangesAsync();
    }

    /// <summary>Inside the gate. What is late is due from now on, so that the brake lets it pass: somebody has looked at it.</summary>
    public async Task ResumeAsync()
    {
        var now = Now;
        var letters = await LateLetters().ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, now));
        var invitations = await LateInvitations().ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, now));
        var installation = await db.Installations.SingleOrDefaultAsync();
        if (installation is null || installation.SendingPausedAt is null) return;
        installation.SendingPausedAt = null;
        installation.SendingPausedWhy = null;
        audit.Add("sending.resumed", "installation:1", detail: letters + invitations > 0 ? $"with {letters + invitations} late messages" : null);
        await db.SaveChangesAsync();
    }

    /// <summary>Letters that could have gone for more than a day. Who waits for a later hour, or was invited since, is not late.</summary>
    public IQueryable<Letter> LateLetters()
    {
        var before = Now - Late;
        return db.Letters.Where(l => (l.State == LetterState.Waiting || l.State == LetterState.Sending) && l.NotBefore <= before && l.Route != SendRoute.Post
            && (l.LeaseUntil == null || l.LeaseUntil <= before)
            && (l.InvitationId == null || db.Invitations.Any(i => i.Id == l.InvitationId && i.CreatedAt <= before)));
    }

    /// <summary>People whose next message should have been written more than a day ago.</summary>
    public IQueryable<Invitation> LateInvitations()
    {
        var before = Now - Late;
        return db.Invitations.Where(i => i.NextSendAt != null && i.NextSendAt <= before && i.CreatedAt <= before && i.Route != SendRoute.Post);
    }
}
