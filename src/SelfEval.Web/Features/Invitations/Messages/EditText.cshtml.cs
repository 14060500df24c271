using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>One text of a round: written, looked at as somebody of the round would get it, kept, or set back.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class EditTextModel(AppDb db, Scope scope, RoundTexts texts, ParticipantWords words, SaveMessageText save, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<InputForm> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    [FromRoute]
    public string Way { get; set; } = "";

    [FromRoute]
    public string Language { get; set; } = "";

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public Round Round { get; private set; } = null!;

    public (MessageKind Kind, SendRoute Route, MessageLanguage Language) Which { get; private set; }

    public MessageText? Own { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>The text as it would go out; null where it is not right yet.</summary>
    public OutgoingMessage? Preview { get; private set; }

    /// <summary>Whose values the preview shows; null where nobody of the round reads this language.</summary>
    public string? PreviewOf { get; private set; }

    public bool IsSms => Which.Route == SendRoute.Sms;

    public string? DoneWords => Done switch
    {
        "saved" => "The text is saved. Messages from now on use it.",
        "reset" => "Your own text is taken away.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var wording = RoundTexts.Of(await texts.OwnAsync(Id, Round.PlanId), Which.Kind, Which.Route, Which.Language);
        Input = new InputForm { Subject = wording.Subject, Body = wording.Body };
        await ShowAsync(wording);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var wording = new Wording(Input.Subject ?? "", Input.Body ?? "");
            if (Input.Then == "preview")
            {
                await ShowAsync(SaveMessageText.Check(Which.Route, wording));
                return Page();
            }

            await save.RunAsync(Id, Which.Kind, Which.Route, Which.Language.Code, wording);
            return Redirect($"{Request.Path}?done=saved");
        });
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        await LoadAsync();
        await save.RunAsync(Id, Which.Kind, Which.Route, Which.Language.Code, null);
        return Redirect($"{Request.Path}?done=reset");
    }

    private async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Which = MessageWords.Read(Kind, Way, Language) ?? throw Problem.NotFound();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        IsOver = Round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled;
        Own = RoundTexts.Own(await texts.OwnAsync(Id, Round.PlanId), Which.Kind, Which.Route, Which.Language.Code);
    }

    /// <summary>With the values of somebody who reads this language. The links are samples: nobody but the person ever sees theirs.</summary>
    private async Task ShowAsync(Wording wording)
    {
        var languages = await db.Invitations.Where(i => i.RoundId == Id).Select(i => i.Person!.Language).Distinct().ToListAsync();
        var read = languages.Where(l => MessageLanguage.For(l) == Which.Language).ToList();
        var somebody = await db.Invitations.Where(i => i.RoundId == Id && read.Contains(i.Person!.Language)).OrderBy(i => i.Id)
            .Select(i => new { i.ClosesAt, i.Person!.Contact!.Name, i.Person.Contact.Email, i.Person.Contact.Phone }).FirstOrDefaultAsync();
        PreviewOf = somebody is null ? null : somebody.Name ?? somebody.Email ?? somebody.Phone;
        var facts = (await words.RoundAsync(Id)).Facts(somebody?.Name, WallClock.ToLocal(somebody?.ClosesAt ?? Round.ClosesAt, Round.Zone),
            words.Address("s/sample-of-a-link"), words.Address("u/sample-of-a-link"));
        Preview = RoundTexts.Word(wording, Which.Route, "", facts, Which.Language);
    }

    public sealed class InputForm
    {
        public string? Subject { get; set; }

        public string? Body { get; set; }

        /// <summary>Which button was pressed.</summary>
        public string? Then { get; set; }
    }
}
