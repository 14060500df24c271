using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Who carries which letter. A claim is a lease for a time with a number that rises (the fence): whatever a carrier writes later names its number, so that one
/// who slept past its lease changes nothing. A claimed letter still waits; it is "sending" only while it is on its way, so that after a crash it is known
/// which letter alone may have gone. What ends one and begins the next is one commit.
/// </summary>
public sealed class LetterClaims(AppDb db, WriteGate gate, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public TimeSpan Lease => TimeSpan.FromSeconds(options.Value.Mail.LeaseSeconds);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Claims up to so many due letters of these routes, oldest first.</summary>
    public async Task<IReadOnlyList<Letter>> TakeAsync(int most, IReadOnlyList<SendRoute> routes, CancellationToken cancellationToken)
    {
        if (!await Due(Now, routes).AnyAsync(cancellationToken)) return [];
        return await gate.RunAsync(db, async () =>
        {
            var now = Now;
            var due = await Due(now, routes).AsNoTracking().OrderBy(l => l.NotBefore).ThenBy(l => l.Id).Take(most).ToListAsync(cancellationToken);
            var mine = new List<Letter>(due.Count);
            foreach (var letter in due)
            {
                // It was on its way when its carrier died.
                if (letter.State == LetterState.Sending) letter.Outcome = LetterOutcome.Doubt(letter);
                letter.State = LetterState.Waiting;
                letter.LeaseUntil = now + Lease;
                // Of two nodes that see the same letter one changes a row, the other none.
                var claimed = await Mine(letter).ExecuteUpdateAsync(set => set
                    .SetProperty(l => l.State, LetterState.Waiting)
                    .SetProperty(l => l.Outcome, letter.Outcome)
                    .SetProperty(l => l.LeaseUntil, letter.LeaseUntil)
                    .SetProperty(l => l.Fence, l => l.Fence + 1), cancellationToken);
                if (claimed == 0) continue;
                letter.Fence++;
                mine.Add(letter);
            }

            return mine;
        }, cancellationToken);
    }

    /// <summary>Says that a claimed letter goes on its way now.</summary>
    /// <returns>False where it must not: somebody else has it, or it was dropped meanwhile.</returns>
    public Task<bool> BeginAsync(Letter letter) => gate.RunAsync(db, () => BeginInGateAsync(letter));

    /// <summary>Writes what became of a letter, and in the same commit that the next one is on its way.</summary>
    public async Task<(bool IsWritten, bool IsNextBegun)> SettleAsync(Letter letter, Fate fate, Letter? next = null) => await gate.RunAsync(db, async () =>
    {
        var now = Now;
        var written = await Mine(letter).ExecuteUpdateAsync(set =>
        {
            set.SetProperty(l => l.State, fate.State)
                .SetProperty(l => l.Outcome, fate.Outcome)
                .SetProperty(l => l.Attempts, fate.Attempts)
                .SetProperty(l => l.LeaseUntil, fate.Until);
            if (fate.State == LetterState.Sent) set.SetProperty(l => l.SentAt, now);
            if (fate.ProviderId is not null) set.SetProperty(l => l.ProviderId, fate.ProviderId);
            if (!fate.KeepsText) set.SetProperty(l => l.Sealed, (string?)null);
        });
        if (written == 1 && letter.InvitationId is { } id)
        {
            if (fate.State == LetterState.Sent)
                await db.Invitations.Where(i => i.Id == id && i.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.SentAt, now));
            if (fate.IsAddressBad) await db.BouncedAsync(letter, now);
        }

        return (written == 1, next is not null && await BeginInGateAsync(next));
    });

    /// <summary>Gives claimed letters back that will not be carried now.</summary>
    public async Task ReleaseAsync(IReadOnlyList<Letter> letters)
    {
        if (letters.Count == 0) return;
        await gate.RunAsync(db, async () =>
        {
            foreach (var letter in letters)
                await Mine(letter).Where(l => l.State == LetterState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, (DateTime?)null));
        });
    }

    /// <summary>What waited or failed until it was too late loses its text.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (!await Expired(Now).AnyAsync(cancellationToken)) return;
        await gate.RunAsync(db, () => Expired(Now).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Dropped)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, l => l.Outcome ?? "too late"), cancellationToken), cancellationToken);
    }

    /// <summary>One process owns a SQLite file, so at its start no lease can be anybody's. What waits for longer than a lease was put back for a reason.</summary>
    public Task VoidLeasesAsync() => gate.RunAsync(db, () =>
    {
        var longest = Now + Lease;
        return db.Letters.Where(l => l.State == LetterState.Sending || (l.State == LetterState.Waiting && l.LeaseUntil != null && l.LeaseUntil <= longest))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, (DateTime?)null));
    });

    /// <summary>Inside the gate. What was put back because of trouble is due at once too, but stays in doubt where it is.</summary>
    /// <returns>How many had failed.</returns>
    public async Task<int> TryFailedAgainInGateAsync()
    {
        var now = Now;
        await db.Letters.Where(l => l.State == LetterState.Waiting && l.LeaseUntil > now && l.Outcome != null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, (DateTime?)null));
        return await db.Letters.Where(l => l.State == LetterState.Failed && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.State, LetterState.Waiting)
                .SetProperty(l => l.Attempts, 0)
                .SetProperty(l => l.Outcome, (string?)null)
                .SetProperty(l => l.LeaseUntil, (DateTime?)null));
    }

    private async Task<bool> BeginInGateAsync(Letter letter)
    {
        var until = Now + Lease;
        var begun = await Mine(letter).Where(l => l.State == LetterState.Waiting).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Sending)
            .SetProperty(l => l.LeaseUntil, until)
            .SetProperty(l => l.Attempts, l => l.Attempts + 1)) == 1;
        if (!begun) return false;
        letter.State = LetterState.Sending;
        letter.LeaseUntil = until;
        letter.Attempts++;
        return true;
    }

    private IQueryable<Letter> Due(DateTime now, IReadOnlyList<SendRoute> routes) => db.Letters.Where(l =>
        l.NotBefore <= now && l.ExpiresAt > now && routes.Contains(l.Route)
        && (l.State == LetterState.Waiting || l.State == LetterState.Sending)
        && (l.LeaseUntil == null || l.LeaseUntil <= now));

    private IQueryable<Letter> Expired(DateTime now) => db.Letters.Where(l =>
        l.ExpiresAt <= now && (l.State == LetterState.Failed || l.State == LetterState.Waiting
            || (l.State == LetterState.Sending && (l.LeaseUntil == null || l.LeaseUntil <= now))));

    private IQueryable<Letter> Mine(Letter letter) => db.Letters.Where(l => l.Id == letter.Id && l.Fence == letter.Fence
        && (l.State == LetterState.Waiting || l.State == LetterState.Sending));
}
