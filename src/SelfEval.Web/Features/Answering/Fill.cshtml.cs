using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>One page of questions. Every Continue saves; nothing typed is lost, whatever else is open or has happened since.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // The form key does this work, and outlives a form left open for days.
public sealed class FillModel(OpenResponse open, SaveAnswers save, TimeProvider clock) : PageModel
{
    private PostedPage? _posted;

    public OpenedResponse Opened { get; private set; } = null!;

    public FormPage Asked { get; private set; } = null!;

    public bool IsChangedElsewhere { get; private set; }

    public IReadOnlyDictionary<string, string> Errors => _posted?.Errors ?? new Dictionary<string, string>();

    public string Served { get; private set; } = "";

    public bool FromCheck { get; private set; }

    public bool HasFreeText => Asked.Items.Any(i => i.IsText);

    public string Title => Asked.Title ?? Asked.Items[0].Text.In(Opened.Response.Language);

    /// <summary>Only said where it is true: with conditions nobody knows how much is ahead.</summary>
    public string? Progress => Opened.Form.IsBranching || Opened.Form.Document.Pages.Count == 1
        ? null
        : $"Part {Asked.Part} of {Opened.Form.Document.Pages.Count}";

    public async Task<IActionResult> OnGetAsync(string handle, int number, bool check = false)
    {
        Opened = await open.RunAsync(open.Session(handle));
        FromCheck = check;
        return Show(number);
    }

    public async Task<IActionResult> OnPostAsync(string handle, int number, string? served, bool check = false)
    {
        var session = open.Session(handle);
        var form = await Request.ReadFormAsync();
        if (!session.Owns(form)) throw AnsweringProblems.SessionEnded();
        var result = await save.RunAsync(session, number, form, served ?? "");
        Opened = result.Opened;
        FromCheck = check;
        switch (result.Outcome)
        {
            case SaveOutcome.AlreadySent:
                return Redirect($"/a/{handle}/sent");
            case SaveOutcome.Saved:
                var shown = Opened.ShownWith(result.Posted.Answers);
                var next = check ? null : Opened.Form.Next(number, session.OneAtATime, shown);
                return Redirect(next is null ? $"/a/{handle}/check" : $"/a/{handle}/{next.Number}");
            default:
                _posted = result.Posted;
                IsChangedElsewhere = result.Outcome == SaveOutcome.ChangedElsewhere;
                Show(number);
                return new PageResult { StatusCode = IsChangedElsewhere ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest };
        }
    }

    public string BackUrl()
    {
        if (FromCheck) return $"/a/{Opened.Session.Handle}/check";
        var before = Opened.Form.Previous(Asked.Number, Opened.Session.OneAtATime, Opened.ShownWith(Opened.Answers));
        return before is null ? "" : $"/a/{Opened.Session.Handle}/{before.Number}";
    }

    public IHtmlContent Questions() => new HtmlFormattable(this);

    public string ErrorAnchor(string item) => Opened.Form.ItemsByCode[item].Kind == ItemKind.Date ? item + "-day" : item;

    private IActionResult Show(int number)
    {
        var session = Opened.Session;
        if (Opened.Response.IsCompleted) return Redirect($"/a/{session.Handle}/sent");
        if (!Opened.TakesAnswers(clock.GetUtcNow().UtcDateTime)) throw AnsweringProblems.Closed();
        Asked = Opened.Form.Pages(session.OneAtATime).ElementAtOrDefault(number - 1) ?? throw Problem.NotFound();
        Served = SaveAnswers.Fingerprint(Asked, Opened.Answers);
        return Page();
    }

    private sealed class HtmlFormattable(FillModel model) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var answers = model._posted?.Answers ?? model.Opened.Answers;
            model.Opened.Form.WriteQuestions(writer, model.Asked, model.Opened.Response.Language, answers, model.Opened.ShownWith(answers), model._posted);
        }
    }
}
