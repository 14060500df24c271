using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Reading;

/// <summary>How many comments there are to a question.</summary>
/// <param name="Item">The question.</param>
/// <param name="All">All that have been taken; each is another person's.</param>
/// <param name="Waiting">Those in which something was found and which nobody has read yet.</param>
/// <param name="Hidden">Those of which somebody decided that nothing is shown.</param>
public sealed record QuestionComments(Item Item, int All, int Waiting, int Hidden)
{
    /// <summary>Whether enough people wrote something that comments can be shown.</summary>
    public bool AreEnough(int k) => All >= k;
}

/// <summary>One comment as it may be read.</summary>
public sealed record CommentLine(Guid Id, string Text, CommentState State, bool HasFinds, QuoteConsent Quote);

/// <summary>Some comments, and where to read on; null at the end.</summary>
public sealed record CommentPage(IReadOnlyList<CommentLine> Lines, Guid? Next);

/// <summary>
/// The comments of a round, question by question, in an order that says nothing. A page begins behind the last comment of the one before, so that the thousandth costs what the first does.
/// </summary>
public sealed class ReadComments(AppDb db, Documents documents)
{
    public async Task<IReadOnlyList<QuestionComments>> CountAsync(Round round)
    {
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId);
        var counts = await db.Comments.Where(c => c.RoundId == round.Id).GroupBy(c => new { c.ItemCode, c.State, c.HasFinds }).Select(g => new { g.Key.ItemCode, g.Key.State, g.Key.HasFinds, Count = g.Count() }).ToListAsync();
        return [.. document.Items.Where(i => i.IsText).Select(item =>
        {
            var mine = counts.Where(c => c.ItemCode == item.Code).ToList();
            return new QuestionComments(item, mine.Sum(c => c.Count), mine.Where(c => c.State == CommentState.Masked && c.HasFinds).Sum(c => c.Count), mine.Where(c => c.State == CommentState.Hidden).Sum(c => c.Count));
        })];
    }

    public async Task<CommentPage> PageAsync(Round round, string item, Guid? after, int most, int? code = null)
    {
        var shown = Readable(db, round.Id, item);
        if (after is { } last) shown = shown.Where(c => c.Id > last);
        if (code is { } wanted) shown = shown.Where(c => db.CommentCodings.Any(coding => coding.CommentId == c.Id && coding.Marks.Any(m => m.CodeId == wanted)));
        var lines = await shown.OrderBy(c => c.Id).Take(most + 1).Select(c => new CommentLine(c.Id, c.Shown, c.State, c.HasFinds, c.Quote)).ToListAsync();
        return lines.Count > most ? new(lines[..most], lines[most - 1].Id) : new(lines, null);
    }

    /// <summary>All that is not hidden.</summary>
    public static IQueryable<Comment> Readable(AppDb db, int roundId, string item) => db.Comments.Where(c => c.RoundId == roundId && c.ItemCode == item && c.State != CommentState.Hidden);
}
