using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Reading;

/// <summary>What people wrote, question by question. Nothing says who, when, or what else the same person wrote.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundCommentsModel(AppDb db, Scope scope, ReadComments read) : CommentsPage(scope, read)
{
    public const int OnPage = 50;

    private readonly ReadComments _read = read;

    [FromQuery]
    public Guid? After { get; set; }

    public IReadOnlyList<Codebook> Books { get; private set; } = [];

    public CommentPage Comments { get; private set; } = new([], null);

    public async Task OnGetAsync()
    {
        await LoadAsync(Right.See);
        if (!AreShown) return;
        Books = await db.Codebooks.AsNoTracking().Where(b => b.TeamId == Round.TeamId).OrderBy(b => b.Name).ToListAsync();
        Comments = await _read.PageAsync(Round, Question!.Item.Code, After, OnPage);
    }

    public static string? Mark(CommentLine line) => line switch
    {
        { State: CommentState.Masked, HasFinds: true } => "Masked until somebody has read it",
        { State: CommentState.KeptMasked } => "Masked",
        _ => null,
    };

    /// <summary>Enough to tell one link from another.</summary>
    public static string Beginning(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 59).TrimEnd(), "…");
}
