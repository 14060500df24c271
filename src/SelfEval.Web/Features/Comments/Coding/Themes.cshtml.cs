using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>How many people spoke of each theme, round by round.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ThemesModel(AppDb db, Scope scope, ReadCodings codings) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Codebook Book { get; private set; } = null!;

    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    public ILookup<int, ThemeCount> Counts { get; private set; } = Enumerable.Empty<ThemeCount>().ToLookup(c => c.Code);

    public async Task OnGetAsync()
    {
        Book = await CodebookScope.Codebooks(db, scope, Right.See).AsNoTracking().Include(b => b.Codes).Include(b => b.Team).Where(b => b.Id == Id).FirstOrNotFoundAsync();
        Rounds = await db.Rounds.AsNoTracking().Where(r => r.TeamId == Book.TeamId && r.CancelledAt == null && db.CommentCodings.Any(k => k.CodebookId == Id && k.Comment!.RoundId == r.Id)).OrderBy(r => r.OpensAt).ToListAsync();
        Counts = (await codings.ThemesAsync(Book, Rounds)).ToLookup(c => c.Code);
    }

    public string CountOf(int code, Round round) => Counts[code].First(c => c.RoundId == round.Id).Count is { } count ? count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : "not shown";
}
