using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Comments.Taking;

/// <summary>
/// Takes what people wrote in their own words out of the answers that a new edition counts, masked. So comments come when figures come: never fewer than k people's at once.
/// Interrupted, it goes on where it was: what has been taken is not taken again.
/// </summary>
public sealed class TakeComments(AppDb db, WriteGate gate, RowReader rows, Documents documents) : TickStep
{
    private const int Together = 200;

    /// <summary>After the editions of the same tick.</summary>
    public override int Order => 820;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await db.Editions
            .Where(e => !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
            .Where(e => e.Round!.AnswersErasedAt == null && !db.CommentsTaken.Any(t => t.RoundId == e.RoundId && t.Edition >= e.Number))
            .OrderBy(e => e.RoundId).Select(e => new { e.RoundId, e.Number, e.Round!.QuestionnaireVersionId }).ToListAsync(cancellationToken);
        foreach (var round in due)
        {
            var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
            string[] codes = [.. document.Items.Where(i => i.IsText).Select(i => i.Code)];
            if (codes.Length > 0) await TakeAsync(round.RoundId, codes, cancellationToken);
            await gate.RunAsync(db, () => NoteAsync(round.RoundId, round.Number, cancellationToken), cancellationToken);
        }
    }

    private async Task TakeAsync(int roundId, string[] codes, CancellationToken cancellationToken)
    {
        // Who is counted and not counted out again; those looked at before and found without words are few enough to be read once more with each edition.
        var counted = await db.Countings.Where(c => !c.IsOut && db.Editions.Any(e => e.Batch == c.Batch && e.RoundId == roundId && e.Number > db.CommentsTaken.Where(t => t.RoundId == roundId).Select(t => t.Edition).FirstOrDefault()))
            .Select(c => c.ResponseId).Distinct().ToListAsync(cancellationToken);
        var waiting = new List<Comment>();
        await foreach (var row in rows.ReadAsync(counted, cancellationToken))
        {
            foreach (var code in codes)
                if (row.Answers.Text(code) is { Length: > 0 } text) waiting.Add(Comment(roundId, row.Id, code, text));
            if (waiting.Count < Together) continue;
            await StoreAsync(waiting, cancellationToken);
            waiting = [];
        }

        if (waiting.Count > 0) await StoreAsync(waiting, cancellationToken);
    }

    private static Comment Comment(int roundId, Guid response, string code, string text) => new()
    {
        Id = Guid.NewGuid(),
        RoundId = roundId,
        ResponseId = response,
        ItemCode = code,
        Shown = PersonalText.Mask(text),
        HasFinds = PersonalText.Find(text).Count > 0,
        State = CommentState.Masked,
    };

    private Task StoreAsync(List<Comment> some, CancellationToken cancellationToken) => gate.RunAsync(db, async () =>
    {
        var responses = some.ConvertAll(c => c.ResponseId);
        var there = (await db.Comments.Where(c => responses.Contains(c.ResponseId)).Select(c => new { c.ResponseId, c.ItemCode }).ToListAsync(cancellationToken)).Select(c => (c.ResponseId, c.ItemCode)).ToHashSet();
        // Taken back since it was read: withdrawing removes what is there, and must not be overtaken.
        var gone = (await db.Responses.Where(r => responses.Contains(r.Id) && r.WithdrawnOn != null).Select(r => r.Id).ToListAsync(cancellationToken)).ToHashSet();
        db.Comments.AddRange(some.Where(c => !there.Contains((c.ResponseId, c.ItemCode)) && !gone.Contains(c.ResponseId)));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }, cancellationToken);

    private async Task NoteAsync(int roundId, int edition, CancellationToken cancellationToken)
    {
        if (await db.CommentsTaken.SingleOrDefaultAsync(t => t.RoundId == roundId, cancellationToken) is not { } taken) db.CommentsTaken.Add(taken = new CommentsTaken { RoundId = roundId, Edition = edition });
        taken.Edition = Math.Max(taken.Edition, edition);
        await db.SaveChangesAsync(cancellationToken);
    }
}
