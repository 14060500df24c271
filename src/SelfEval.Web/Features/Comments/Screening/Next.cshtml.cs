using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Screening;

/// <summary>Leads to the next comment that waits to be read; back to the list where none does.</summary>
[Authorize(Policy = Access.Evaluator)]
public sealed class NextModel(Scope scope, ReadComments read, ScreenComment screen) : CommentsPage(scope, read)
{
    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync(Right.Evaluate);
        if (!AreShown) throw Problem.NotFound();
        return LocalRedirect(Href(await screen.NextAsync(Id, Question!.Item.Code) is { } next ? $"/{next}" : ""));
    }
}
