using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>What one question's row on the check page says.</summary>
public sealed record CheckedAnswer(Item Item, string? Answer, string ChangeUrl);

/// <summary>All answers before they are sent; every row can be changed and returns here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // The form key does this work.
public sealed class CheckModel(OpenResponse open, SubmitResponse submit, TimeProvider clock) : PageModel
{
    public OpenedResponse Opened { get; private set; } = null!;

    public bool IsChangedElsewhere { get; private set; }

    public IReadOnlyList<(string Title, IReadOnlyList<CheckedAnswer> Rows)> Parts { get; private set; } = [];

    public int Unanswered => Parts.Sum(p => p.Rows.Count(r => r.Answer is null && !r.Item.Optional));

    /// <summary>Where something is answered in own words; null where nothing is.</summary>
    public string? NoNamesWords => Parts.Any(p => p.Rows.Any(r => r.Item.Kind is ItemKind.ShortText or ItemKind.LongText)) ? NoNames.In(Opened.Response.Language) : null;

    public async Task<IActionResult> OnGetAsync(string handle)
    {
        Opened = await open.RunAsync(open.Session(handle));
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string handle, int version)
    {
        var session = open.Session(handle);
        if (!session.Owns(await Request.ReadFormAsync())) throw AnsweringProblems.SessionEnded();
        if (await submit.RunAsync(session, version) == SubmitOutcome.Sent) return Redirect($"/a/{handle}/sent");
        IsChangedElsewhere = true;
        Opened = await open.RunAsync(session);
        Show();
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private IActionResult Show()
    {
        if (Opened.Response.IsCompleted) return Redirect($"/a/{Opened.Session.Handle}/sent");
        if (!Opened.TakesAnswers(clock.GetUtcNow().UtcDateTime)) throw AnsweringProblems.Closed();
        var shown = Opened.ShownWith(Opened.Answers);
        Parts = [.. Opened.Form.SectionPages
            .Select(page => (page.Title!, (IReadOnlyList<CheckedAnswer>)[.. page.Items.Where(i => shown.Contains(i.Code)).Select(Row)]))
            .Where(part => part.Item2.Count > 0)];
        return Page();
    }

    private CheckedAnswer Row(Item item)
    {
        var page = Opened.Form.PageOf(item.Code, Opened.Session.OneAtATime);
        return new CheckedAnswer(item, AnswerWords.Of(item, Opened.Answers, Opened.Response.Language),
            $"/a/{Opened.Session.Handle}/{page.Number}?check=true#{item.Code}");
    }
}
