using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Screening;

/// <summary>What somebody decided who has read a comment as it was written.</summary>
/// <param name="State">Shown as written, masked, or not at all.</param>
/// <param name="AlsoHide">Words to hide besides, one a line; null for none.</param>
/// <param name="Quote">Whether it may be quoted.</param>
public sealed record CommentDecision(CommentState State, string? AlsoHide, QuoteConsent Quote);

/// <summary>
/// Shows an evaluator what was written, and keeps what they decide to show of it. Reading it is audited: it is the one place where the masks are off.
/// </summary>
public sealed class ScreenComment(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit, TimeProvider clock)
{
    public const int LongestAlsoHide = 2000;

    /// <summary>A comment with what its writer wrote.</summary>
    public sealed record Written(Comment Comment, string Text);

    /// <summary>The next one of a question in which something was found and that nobody has read; null where there is none.</summary>
    public Task<Guid?> NextAsync(int roundId, string item, Guid? after = null) => db.Comments
        .Where(c => c.RoundId == roundId && c.HasFinds && c.State == CommentState.Masked && c.ItemCode == item && (after == null || c.Id > after))
        .OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync();

    public async Task<Written> OpenAsync(int roundId, Guid id)
    {
        var comment = await FindAsync(roundId, id);
        var text = await TextAsync(comment);
        await gate.RunAsync(db, async () =>
        {
            audit.Add("comment.read_unmasked", $"round:{roundId}", comment.Round!.Team!.ProgrammeId, comment.Round.TeamId);
            await db.SaveChangesAsync();
        });
        return new(comment, text);
    }

    public Task RunAsync(int roundId, Guid id, int version, CommentDecision decision) => gate.RunAsync(db, async () =>
    {
        var comment = await FindAsync(roundId, id);
        if (comment.Version != version) throw CommentsProblems.CommentChanged();
        comment.Shown = ShownOf(await TextAsync(comment), decision);
        (comment.State, comment.Quote, comment.DecidedById, comment.DecidedOn) = (decision.State, decision.Quote, who.RequiredId, clock.GetUtcNow().UtcDateTime.Date);
        comment.Version++;
        audit.Add("comment.decided", $"round:{roundId}", comment.Round!.Team!.ProgrammeId, comment.Round.TeamId, decision.State switch
        {
            CommentState.Cleared => "shown",
            CommentState.Hidden => "hidden",
            _ => "masked",
        });
        await db.SaveChangesAsync();
    });

    /// <summary>What is shown of a text by a decision.</summary>
    /// <exception cref="InvalidInput">Something is to be hidden that is not in it.</exception>
    public static string ShownOf(string text, CommentDecision decision)
    {
        if (decision.State == CommentState.Hidden) return "";
        var shown = text;
        foreach (var words in (decision.AlsoHide ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!text.Contains(words, StringComparison.OrdinalIgnoreCase)) throw new InvalidInput("AlsoHide", $"“{words}” is not in the comment. Copy the words from it, one a line");
            shown = shown.Replace(words, "[hidden]", StringComparison.OrdinalIgnoreCase);
        }

        return decision.State == CommentState.Cleared ? shown : PersonalText.Mask(shown);
    }

    private async Task<Comment> FindAsync(int roundId, Guid id)
    {
        var rounds = scope.Rounds(Right.Evaluate);
        return await db.Comments.Include(c => c.Round!.Team).Where(c => c.Id == id && c.RoundId == roundId && rounds.Any(r => r.Id == c.RoundId)).FirstOrNotFoundAsync();
    }

    private async Task<string> TextAsync(Comment comment)
    {
        var answers = await db.Responses.Where(r => r.Id == comment.ResponseId).Select(r => r.Answers).SingleAsync();
        return AnswerSheet.Read(answers).Text(comment.ItemCode) ?? throw Problem.NotFound();
    }
}
