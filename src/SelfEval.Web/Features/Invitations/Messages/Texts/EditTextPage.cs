using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages.Texts;

/// <summary>One text of a round or a plan: written, looked at as somebody of it would get it, kept, or set back.</summary>
public abstract class EditTextPage(AppDb db, Scope scope, RoundTexts texts, ParticipantWords words, SaveMessageText save, TimeProvider clock) : PageModel
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

    public TextPlace Place { get; private set; } = null!;

    public (MessageKind Kind, SendRoute Route, MessageLanguage Language) Which { get; private set; }

    /// <summary>The text that counts, where it is not the shipped one.</summary>
    public MessageText? Own { get; private set; }

    /// <summary>Rounds of a plan that have a text of their own here, so that the plan's does not count for them.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <summary>The message as it would go out; null where it is not right yet.</summary>
    public OutgoingMessage? Preview { get; private set; }

    /// <summary>The same of a letter on paper; null where its square and code stand.</summary>
    public IReadOnlyList<string?>? Letter { get; private set; }

    /// <summary>Whose values the preview shows; null where nobody reads this language.</summary>
    public string? PreviewOf { get; private set; }

    public string Title => $"{MessageWords.Of(Which.Kind)} by {MessageWords.Of(Which.Route).ToLowerInvariant()} in {Which.Language.Name}";

    public bool IsPlan => Place.Owner.RoundId is null;

    /// <summary>Whether the text that counts belongs to what this page is about, and can be taken away here.</summary>
    public bool IsOwn => Own is not null && Own.RoundId == Place.Owner.RoundId;

    public string? DoneWords => Done switch
    {
        "saved" => "The text is saved. Messages from now on use it.",
        "reset" => "Your own text is taken away.",
        _ => null,
    };

    /// <summary>Where the text comes from that stands in the form.</summary>
    public string Standing => (IsPlan, Own) switch
    {
        (true, null) => "This is the shipped text. What you save here counts for every round of the plan that has no text of its own.",
        (true, _) => "This is the plan’s own text. It counts for every round of the plan that has no text of its own.",
        (false, null) => "This is the shipped text.",
        (false, { RoundId: null }) => "This is your plan’s own text. What you save here counts for this round only.",
        _ => "This is your own text for this round.",
    };

    protected abstract TextOwner Owner { get; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var wording = Own is null ? Which.Language.Of(Which.Kind, Which.Route) : new Wording(Own.Subject, Own.Body);
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

            await save.RunAsync(Owner, Which.Kind, Which.Route, Which.Language.Code, wording);
            return Redirect($"{Request.Path}?done=saved");
        });
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        await LoadAsync();
        await save.RunAsync(Owner, Which.Kind, Which.Route, Which.Language.Code, null);
        return Redirect($"{Request.Path}?done=reset");
    }

    private async Task LoadAsync()
    {
        Place = await TextPlace.LedAsync(db, scope, Owner, clock.GetUtcNow().UtcDateTime);
        var (kind, route, language) = MessageWords.Read(Kind, Way, Language) ?? throw Problem.NotFound();
        Which = (kind, route, language);
        Own = RoundTexts.Own(await texts.OwnAsync(Owner.RoundId, Owner.PlanId ?? Place.Round.PlanId), kind, route, language.Code);
        if (Owner.PlanId is { } plan)
            Others = await db.Rounds.Where(r => r.PlanId == plan && db.MessageTexts.Any(t => t.RoundId == r.Id && t.Kind == kind && t.Route == route && t.Language == language.Code))
                .OrderBy(r => r.PlanNumber).Select(r => r.Name).ToListAsync();
    }

    /// <summary>With the values of somebody who reads this language. The links are samples: nobody but the person ever sees theirs.</summary>
    private async Task ShowAsync(Wording wording)
    {
        var people = IsPlan
            ? db.PlanPeople.Where(p => p.PlanId == Owner.PlanId && p.LeftAt == null).Select(p => new Somebody { PersonId = p.PersonId, Language = p.Person!.Language })
            : db.Invitations.Where(i => i.RoundId == Id).Select(i => new Somebody { PersonId = i.PersonId, ClosesAt = i.ClosesAt, Language = i.Person!.Language });
        var languages = await people.Select(p => p.Language).Distinct().ToListAsync();
        var read = languages.Where(l => MessageLanguage.For(l) == Which.Language).ToList();
        var somebody = await people.Where(p => read.Contains(p.Language)).OrderBy(p => p.PersonId).FirstOrDefaultAsync();
        var contact = somebody is null ? null : await db.Contacts.SingleOrDefaultAsync(c => c.PersonId == somebody.PersonId);
        PreviewOf = contact?.Name ?? contact?.Email ?? contact?.Phone;
        var facts = (await words.RoundAsync(Place.Round.Id)).Facts(contact?.Name, WallClock.ToLocal(somebody?.ClosesAt ?? Place.Round.ClosesAt, Place.Round.Zone),
            words.Address("s/sample-of-a-link"), words.Address("u/sample-of-a-link"), "7KD-94M-QX2");
        if (Which.Route == SendRoute.Post) Letter = RoundTexts.Letter(wording, facts, Which.Language);
        else Preview = RoundTexts.Word(wording, Which.Route, "", facts, Which.Language);
    }

    private sealed class Somebody
    {
        public required int PersonId { get; init; }

        public DateTime? ClosesAt { get; init; }

        public required string Language { get; init; }
    }

    public sealed class InputForm
    {
        public string? Subject { get; set; }

        public string? Body { get; set; }

        /// <summary>Which button was pressed.</summary>
        public string? Then { get; set; }
    }
}
