using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>The history of a round's results: which editions there were, when, and after how many more answers.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundEditionsModel(Scope scope, Editions editions, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Round Round { get; private set; } = null!;

    public IReadOnlyList<EditionLine> Editions { get; private set; } = [];

    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.See).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Editions = await editions.HistoryAsync(Id);
    }

    /// <summary>What an edition says that the one before did not. Only how many more or fewer: how many of each kind is nobody's business.</summary>
    public static string News(EditionLine edition, EditionLine? before)
    {
        var more = edition.Responses - (before?.Responses ?? 0);
        var news = before is null ? "The first edition"
            : more > 0 ? $"After {more.ToString("N0", CultureInfo.InvariantCulture)} more answers"
            : more < 0 ? $"After answers were taken back: {(-more).ToString("N0", CultureInfo.InvariantCulture)} fewer"
            : edition.HeldBack || edition.IsFinal && !before.IsFinal ? "The same answers as in the edition before"
            : "As many answers came as were taken back";
        return edition.IsFinal && before?.IsFinal != true ? $"{news}; the round has closed" : news;
    }
}
