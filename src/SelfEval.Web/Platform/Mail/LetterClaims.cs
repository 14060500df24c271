using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Who carries which letter: a claim is a lease for a time with a number that rises (the fence). Whatever a carrier
/// writes later names its number, so that one who slept past its lease changes nothing.
/// </summary>
public sealed class LetterClaims(AppDb db, WriteGate gate, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Claims up to so many due letters, oldest first.</summary>
    public async Task<IReadOnlyList<Letter>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        if (!await Due(Now).AnyAsync(cancellationToken)) return [];
        return await gate.RunAsync(db, async () =>
        {
            var now = Now;
            var due = await Due(now).AsNoTracking().OrderBy(l => l.NotBefore).ThenBy(l => l.Id).Take(most).ToListAsync(cancellationToken);
            var mine = new List<Letter>(due.Count);
            foreach (var letter in due)
            {
                // Of two nodes that see the same letter one changes a row, the other none.
                var claimed = await At(letter.Id, letter.Fence).ExecuteUpdateAsync(set => set
                    .SetProperty(l => l.State, LetterState.Sending)
                    .SetProperty(l => l.LeaseUntil, now + Lease)
                    .SetProperty(l => l.Fence, l => l.Fence + 1)
                    .SetProperty(l => l.Attempts, l => l.Attempts + 1), cancellationToken);
                if (claimed == 0) continue;
                letter.Fence++;
                letter.Attempts++;
                letter.State = LetterState.Sending;
                letter.LeaseUntil = now + Lease;
                mine.Add(letter);
            }

            return mine;
        }, cancellationToken);
    }

    public Task<bool> SentAsync(Letter letter) => gate.RunAsync(db, async () =>
    {
        var now = Now;
        var marked = await Mine(letter).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Sent)
            .SetProperty(l => l.SentAt, now)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, (string?)null)
            .SetProperty(l => l.LeaseUntil, (DateTime?)null));
        if (marked == 1 && letter is { Kind: LetterKind.Invitation, InvitationId: { } id })
            await db.Invitations.Where(i => i.Id == id && i.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.SentAt, now));
        return marked == 1;
    });

    public Task<bool> DropAsync(Letter letter, string reason) => gate.RunAsync(db, async () =>
        await Mine(letter).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Dropped)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, reason)
            .SetProperty(l => l.LeaseUntil, (DateTime?)null)) == 1);

    /// <summary>Its text stays until it expires, so that an operator can have it tried again.</summary>
    public Task<bool> FailAsync(Letter letter, string reason) => gate.RunAsync(db, async () =>
        await Mine(letter).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Failed)
            .SetProperty(l => l.Outcome, reason)
            .SetProperty(l => l.LeaseUntil, (DateTime?)null)) == 1);

    /// <summary>Puts a letter back for later; where the attempt was none of its own fault, it does not count.</summary>
    public Task<bool> PutBackAsync(Letter letter, DateTime until, string? reason, bool counts) => gate.RunAsync(db, async () =>
        await Mine(letter).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Waiting)
            .SetProperty(l => l.LeaseUntil, until)
            .SetProperty(l => l.Outcome, reason)
            .SetProperty(l => l.Attempts, l => counts ? l.Attempts : l.Attempts - 1)) == 1);

    /// <summary>What waited or failed until it was too late loses its text.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (!await Expired(Now).AnyAsync(cancellationToken)) return;
        await gate.RunAsync(db, () => Expired(Now).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Dropped)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, l => l.Outcome ?? "too late"), cancellationToken), cancellationToken);
    }

    /// <summary>One process owns a SQLite file, so at its start no lease can be anybody's.</summary>
    public Task VoidLeasesAsync() => gate.RunAsync(db, () => db.Letters.Where(l => l.State == LetterState.Sending)
        .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, (DateTime?)null)));

    public Task<int> TryFailedAgainAsync() => gate.RunAsync(db, () => db.Letters.Where(l => l.State == LetterState.Failed && l.ExpiresAt > Now)
        .ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Waiting)
            .SetProperty(l => l.Attempts, 0)
            .SetProperty(l => l.LeaseUntil, (DateTime?)null)));

    private IQueryable<Letter> Due(DateTime now) => db.Letters.Where(l =>
        l.NotBefore <= now && l.ExpiresAt > now
        && (l.State == LetterState.Waiting || l.State == LetterState.Sending)
        && (l.LeaseUntil == null || l.LeaseUntil <= now));

    private IQueryable<Letter> Expired(DateTime now) => db.Letters.Where(l =>
        l.ExpiresAt <= now && (l.State == LetterState.Failed || l.State == LetterState.Waiting
            || (l.State == LetterState.Sending && (l.LeaseUntil == null || l.LeaseUntil <= now))));

    private IQueryable<Letter> At(long id, int fence) => db.Letters.Where(l => l.Id == id && l.Fence == fence
        && (l.State == LetterState.Waiting || l.State == LetterState.Sending));

    private IQueryable<Letter> Mine(Letter letter) => db.Letters.Where(l => l.Id == letter.Id && l.Fence == letter.Fence && l.State == LetterState.Sending);
}
