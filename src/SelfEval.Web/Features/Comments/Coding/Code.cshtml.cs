using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>One comment after another, with the codes to tick. Every box has a key on the keyboard; Enter saves and brings the next.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class CodeModel(AppDb db, Scope scope, ReadComments read, CodeComment code) : CommentsPage(scope, read)
{
    /// <summary>The keys of the boxes, in their order.</summary>
    public const string Keys = "1234567890abcdefghijklmnopqrstuvwxyz";

    private readonly Scope _scope = scope;

    [FromRoute]
    public int BookId { get; set; }

    /// <summary>A comment to go back to; without one, the next that has not been coded.</summary>
    [FromQuery]
    public Guid? Comment { get; set; }

    [BindProperty]
    public IReadOnlyList<int> Codes { get; set; } = [];

    [BindProperty]
    public Guid CommentId { get; set; }

    public Codebook Book { get; private set; } = null!;

    public IReadOnlyList<CodebookCode> Offered { get; private set; } = [];

    /// <summary>Null when all have been coded.</summary>
    public Model.Comment? Shown { get; private set; }

    public int Done { get; private set; }

    public int All { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Done, All) = await code.ProgressAsync(Id, Question!.Item.Code, BookId);
        var id = Comment ?? await code.NextAsync(Id, Question.Item.Code, BookId);
        if (id is null) return;
        Shown = await ReadComments.Readable(db, Id, Question.Item.Code).AsNoTracking().Where(c => c.Id == id).FirstOrNotFoundAsync();
        Codes = await code.MineAsync(id.Value, BookId);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await code.RunAsync(Id, CommentId, BookId, Codes);
        return LocalRedirect(Address(null));
    }

    public string Address(Guid? comment) => Href($"/code/{BookId}", comment is null ? null : $"&comment={comment}");

    private async Task LoadAsync()
    {
        await LoadAsync(Right.Publish);
        if (!AreShown) throw Problem.NotFound();
        Book = await CodebookScope.Codebooks(db, _scope, Right.Publish).AsNoTracking().Include(b => b.Codes).Where(b => b.Id == BookId && b.TeamId == Round.TeamId).FirstOrNotFoundAsync();
        Offered = [.. Book.Codes.Where(c => c.RetiredAt is null).OrderBy(c => c.Number)];
    }
}
