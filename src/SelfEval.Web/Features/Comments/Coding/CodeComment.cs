using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>
/// Writes down by which codes somebody coded a comment; none is an answer too. Each coder sees their own codings only, so that two code without knowing of each other. Again replaces.
/// </summary>
public sealed class CodeComment(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit, TimeProvider clock)
{
    /// <summary>What has been agreed on where coders differed is no coder's.</summary>
    public const int Agreed = 0;

    /// <summary>The comments of a question that this person has not coded, in the order of their random ids.</summary>
    public Task<Guid?> NextAsync(int roundId, string item, int codebookId, Guid? after = null)
    {
        var me = who.RequiredId;
        return ReadComments.Readable(db, roundId, item).Where(c => (after == null || c.Id > after) && !db.CommentCodings.Any(k => k.CommentId == c.Id && k.CodebookId == codebookId && k.Coder == me))
            .OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync();
    }

    /// <summary>How many of a question this person has coded, and how many there are.</summary>
    public async Task<(int Done, int All)> ProgressAsync(int roundId, string item, int codebookId)
    {
        var me = who.RequiredId;
        var all = ReadComments.Readable(db, roundId, item);
        return (await all.CountAsync(c => db.CommentCodings.Any(k => k.CommentId == c.Id && k.CodebookId == codebookId && k.Coder == me)), await all.CountAsync());
    }

    /// <summary>The numbers of the codes that this person gave a comment.</summary>
    public async Task<IReadOnlyList<int>> MineAsync(Guid commentId, int codebookId)
    {
        var me = who.RequiredId;
        return await (from coding in db.CommentCodings
                      where coding.CommentId == commentId && coding.CodebookId == codebookId && coding.Coder == me
                      from mark in coding.Marks
                      join code in db.CodebookCodes on mark.CodeId equals code.Id
                      select code.Number).ToListAsync();
    }

    public Task RunAsync(int roundId, Guid commentId, int codebookId, IReadOnlyCollection<int> codes) => SaveAsync(roundId, commentId, codebookId, codes, who.RequiredId);

    /// <summary>What coders agreed on after they had coded differently.</summary>
    public Task AgreeAsync(int roundId, Guid commentId, int codebookId, IReadOnlyCollection<int> codes) => SaveAsync(roundId, commentId, codebookId, codes, Agreed);

    private Task SaveAsync(int roundId, Guid commentId, int codebookId, IReadOnlyCollection<int> codes, int coder) => gate.RunAsync(db, async () =>
    {
        var rounds = scope.Rounds(Right.Publish);
        var comment = await db.Comments.Include(c => c.Round!.Team).Where(c => c.Id == commentId && c.RoundId == roundId && c.State != CommentState.Hidden && rounds.Any(r => r.Id == c.RoundId)).FirstOrNotFoundAsync();
        var book = await CodebookScope.Codebooks(db, scope, Right.Publish).Include(b => b.Codes).Where(b => b.Id == codebookId && b.TeamId == comment.Round!.TeamId).FirstOrNotFoundAsync();
        var coding = await db.CommentCodings.Include(k => k.Marks).SingleOrDefaultAsync(k => k.CommentId == commentId && k.CodebookId == codebookId && k.Coder == coder);
        var chosen = codes.Distinct().Select(number => book.Codes.Find(c => c.Number == number && (c.RetiredAt is null || coding?.Marks.Exists(m => m.CodeId == c.Id) == true))
            ?? throw new InvalidInput("Codes", "Choose codes of this codebook")).Select(c => c.Id).ToHashSet();
        var now = clock.GetUtcNow().UtcDateTime;
        if (coding is null) db.CommentCodings.Add(coding = new CommentCoding { CommentId = commentId, CodebookId = codebookId, Coder = coder, AccountId = who.RequiredId, At = now });
        (coding.AccountId, coding.At) = (who.RequiredId, now);
        coding.Marks.RemoveAll(m => !chosen.Contains(m.CodeId));
        coding.Marks.AddRange(chosen.Where(id => !coding.Marks.Exists(m => m.CodeId == id)).Select(id => new CodingMark { CodeId = id }));
        audit.Add(coder == Agreed ? "comment.codes_agreed" : "comment.coded", $"round:{roundId}", comment.Round!.Team!.ProgrammeId, comment.Round.TeamId, string.Create(CultureInfo.InvariantCulture, $"codebook {codebookId}"));
        await db.SaveChangesAsync();
    });
}
