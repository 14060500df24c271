using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Factors;

[Authorize(Policy = Access.MayChooseFactor)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasskeyModel(CurrentAccount who, PasskeyDesk desk, ChangePasskeys change, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public PasskeyAnswer Passkey { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public PasskeyOffer Offer { get; private set; } = null!;

    public IReadOnlyList<string>? Codes { get; private set; }

    public string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : who.IsKnown ? "/accounts/security" : "/";

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var enrolled = await change.AddAsync(Input.Name!, Passkey);
        sessions.Give(enrolled.Token);
        Codes = enrolled.Codes;
        return Page();
    }, LoadAsync);

    private async Task LoadAsync()
    {
        Input.Name ??= "Passkey";
        Offer = who.Half is { } half ? await desk.AskForNewAsync(half.Id, half.Email, half.Name) : await desk.AskForNewAsync(who.RequiredId, who.Email, who.Name);
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Name).Must(n => !string.IsNullOrWhiteSpace(n) && n.Length <= 100 && MailText.IsOneLine(n) && PlainText.IsStorable(n))
            .WithMessage("Enter a name for the passkey, in one line");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }
    }
}
