using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>How far the two who coded most agree, code by code, and what they decide where they differ.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class AgreementModel(AppDb db, Scope scope, ReadComments read, ReadCodings codings, CodeComment code) : CommentsPage(scope, read)
{
    public const int OnPage = 20;

    private readonly Scope _scope = scope;

    [FromRoute]
    public int BookId { get; set; }

    [BindProperty]
    public Guid CommentId { get; set; }

    [BindProperty]
    public IReadOnlyList<int> Codes { get; set; } = [];

    public Codebook Book { get; private set; } = null!;

    public IReadOnlyList<Coder> Coders { get; private set; } = [];

    public IReadOnlyList<CodedTwice> Twice { get; private set; } = [];

    public IReadOnlyList<CodeAgreement> ByCode { get; private set; } = [];

    /// <summary>Where they differ and nothing has been agreed on yet; the first of them.</summary>
    public IReadOnlyList<CodedTwice> Open { get; private set; } = [];

    public int OpenCount { get; private set; }

    public IReadOnlyDictionary<Guid, string> Texts { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Coders = await codings.CodersAsync(Id, Question!.Item.Code, BookId);
        if (Coders.Count < 2) return;
        Twice = await codings.TwiceAsync(Id, Question.Item.Code, BookId, Coders[0].AccountId, Coders[1].AccountId);
        ByCode = CodeAgreement.Of(Twice, Book.Codes.OrderBy(c => c.Number).Select(c => c.Id));
        var agreed = await codings.AgreedAsync(Id, Question.Item.Code, BookId);
        var open = Twice.Where(t => !t.IsSame && !agreed.Contains(t.Comment)).ToList();
        (OpenCount, Open) = (open.Count, [.. open.Take(OnPage)]);
        Texts = await codings.TextsAsync([.. Open.Select(t => t.Comment)]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await code.AgreeAsync(Id, CommentId, BookId, Codes);
        return LocalRedirect(Href($"/agreement/{BookId}") + "#open");
    }

    public string Names(IReadOnlySet<int> codes) => codes.Count == 0 ? "no code" : string.Join(", ", Book.Codes.Where(c => codes.Contains(c.Id)).OrderBy(c => c.Number).Select(c => c.Name));

    public string NameOf(int code) => Book.Codes.Single(c => c.Id == code).Name;

    /// <summary>Words for kappa by Landis and Koch 1977 (doi 10.2307/2529310).</summary>
    public static string Strength(double kappa) => kappa switch { < 0 => "less than chance", < 0.21 => "slight", < 0.41 => "fair", < 0.61 => "moderate", < 0.81 => "substantial", _ => "almost perfect" };

    private async Task LoadAsync()
    {
        await LoadAsync(Right.Publish);
        if (!AreShown) throw Problem.NotFound();
        Book = await CodebookScope.Codebooks(db, _scope, Right.Publish).AsNoTracking().Include(b => b.Codes).Where(b => b.Id == BookId && b.TeamId == Round.TeamId).FirstOrNotFoundAsync();
    }
}
