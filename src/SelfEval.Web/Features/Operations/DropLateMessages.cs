using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>Drops what is more than a day late: letters that were written, and the messages of people for whom none was written yet. Their later ones stay.</summary>
public sealed class DropLateMessages(AppDb db, WriteGate gate, SendingState sending, Audit audit, TimeProvider clock)
{
    private const int Together = 200;

    /// <returns>How many.</returns>
    public async Task<int> RunAsync()
    {
        var dropped = await gate.RunAsync(db, async () =>
        {
            var letters = await sending.LateLetters().Where(l => l.State == LetterState.Waiting).ExecuteUpdateAsync(set => set
                .SetProperty(l => l.State, LetterState.Dropped)
                .SetProperty(l => l.Sealed, (string?)null)
                .SetProperty(l => l.LeaseUntil, (DateTime?)null)
                .SetProperty(l => l.Outcome, "more than 24 hours late; an administrator had it dropped"));
            audit.Add("sending.late_dropped", "installation:1", detail: $"{letters} letters");
            await db.SaveChangesAsync();
            return letters;
        });
        // In pieces: participants write too, and thousands of rows at once would keep them waiting.
        while (await gate.RunAsync(db, SkipSomeAsync) is var skipped and > 0) dropped += skipped;
        return dropped;
    }

    private async Task<int> SkipSomeAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now - SendingState.Late;
        var late = await sending.LateInvitations().AsTracking().Include(i => i.Round).OrderBy(i => i.NextSendAt).Take(Together).ToListAsync();
        foreach (var invitation in late)
        {
            while (invitation.NextSendAt <= before)
            {
                invitation.NextSend++;
                invitation.Schedule(invitation.Round!, now);
            }
        }

        if (late.Count > 0) audit.Add("sending.late_dropped", "installation:1", detail: $"messages to {late.Count} people, not yet written");
        await db.SaveChangesAsync();
        return late.Count;
    }
}
