using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>Somebody who has coded comments of a question, and how many.</summary>
public sealed record Coder(int AccountId, string Name, int Coded);

/// <summary>How many comments of a round bear a code in the end; null where fewer than k do, or all but fewer than k.</summary>
public sealed record ThemeCount(int RoundId, int Code, int? Count);

/// <summary>
/// Reads what coders did. The codes that a comment has in the end are those agreed on; where nobody had to agree, those of its only coder or those that all coders gave alike; where
/// coders differ it is open, and counts for nothing yet.
/// </summary>
public sealed class ReadCodings(AppDb db)
{
    /// <summary>Whoever coded most comes first.</summary>
    public async Task<IReadOnlyList<Coder>> CodersAsync(int roundId, string item, int codebookId)
    {
        var counts = await Codings(codebookId).Where(k => k.Coder != CodeComment.Agreed && k.Comment!.RoundId == roundId && k.Comment.ItemCode == item && k.Comment.State != CommentState.Hidden)
            .GroupBy(k => k.Coder).Select(g => new { Coder = g.Key, Coded = g.Count() }).ToListAsync();
        var ids = counts.ConvertAll(c => c.Coder);
        var names = await db.Users.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name);
        return [.. counts.OrderByDescending(c => c.Coded).ThenBy(c => c.Coder).Select(c => new Coder(c.Coder, names.GetValueOrDefault(c.Coder, "Somebody who has left"), c.Coded))];
    }

    public async Task<IReadOnlyList<CodedTwice>> TwiceAsync(int roundId, string item, int codebookId, int first, int second)
    {
        var codings = await Codings(codebookId).Where(k => (k.Coder == first || k.Coder == second) && k.Comment!.RoundId == roundId && k.Comment.ItemCode == item && k.Comment.State != CommentState.Hidden)
            .Select(k => new { k.CommentId, k.Coder, Codes = k.Marks.Select(m => m.CodeId).ToList() }).ToListAsync();
        var seconds = codings.Where(k => k.Coder == second).ToDictionary(k => k.CommentId, k => k.Codes.ToHashSet());
        return [.. codings.Where(k => k.Coder == first && seconds.ContainsKey(k.CommentId)).OrderBy(k => k.CommentId).Select(k => new CodedTwice(k.CommentId, k.Codes.ToHashSet(), seconds[k.CommentId]))];
    }

    /// <summary>Those on which the two of a difference have not agreed yet.</summary>
    public async Task<IReadOnlySet<Guid>> AgreedAsync(int roundId, string item, int codebookId) =>
        (await Codings(codebookId).Where(k => k.Coder == CodeComment.Agreed && k.Comment!.RoundId == roundId && k.Comment.ItemCode == item).Select(k => k.CommentId).ToListAsync()).ToHashSet();

    public Task<Dictionary<Guid, string>> TextsAsync(IReadOnlyCollection<Guid> comments) =>
        db.Comments.Where(c => comments.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Shown);

    /// <summary>Counts of themes in each of the rounds, by people and through the gate: no count of 1 to k−1, and none that leaves 1 to k−1 others.</summary>
    public async Task<IReadOnlyList<ThemeCount>> ThemesAsync(Codebook book, IReadOnlyList<Round> rounds)
    {
        var ids = rounds.Select(r => r.Id).ToList();
        var codings = await Codings(book.Id).Where(k => ids.Contains(k.Comment!.RoundId) && k.Comment.State != CommentState.Hidden)
            .Select(k => new { k.Comment!.RoundId, k.Comment.ResponseId, k.CommentId, k.Coder, Codes = k.Marks.Select(m => m.CodeId).ToList() }).ToListAsync();
        var settled = codings.GroupBy(k => (k.RoundId, k.ResponseId, k.CommentId)).Select(g => (g.Key.RoundId, g.Key.ResponseId, Codes: SettledOf([.. g.Select(k => (k.Coder, (IReadOnlySet<int>)k.Codes.ToHashSet()))])))
            .Where(s => s.Codes is not null).ToList();
        return [.. from round in rounds
                   let mine = settled.Where(s => s.RoundId == round.Id).ToList()
                   let people = mine.Select(s => s.ResponseId).Distinct().Count()
                   from code in book.Codes
                   let count = mine.Where(s => s.Codes!.Contains(code.Id)).Select(s => s.ResponseId).Distinct().Count()
                   select new ThemeCount(round.Id, code.Id, ThemeGate(count, people, round.K))];
    }

    /// <summary>What a comment is coded as in the end; null while it is open.</summary>
    public static IReadOnlySet<int>? SettledOf(IReadOnlyList<(int Coder, IReadOnlySet<int> Codes)> codings)
    {
        foreach (var (coder, codes) in codings)
            if (coder == CodeComment.Agreed) return codes;
        return codings.Count > 0 && codings.All(c => c.Codes.SetEquals(codings[0].Codes)) ? codings[0].Codes : null;
    }

    /// <summary>A count that tells of no small group: neither those who said it nor those who did not are 1 to k−1 people.</summary>
    public static int? ThemeGate(int count, int people, int k) => people < k || count > 0 && count < k || people - count > 0 && people - count < k ? null : count;

    private IQueryable<CommentCoding> Codings(int codebookId) => db.CommentCodings.AsNoTracking().Where(k => k.CodebookId == codebookId);
}
