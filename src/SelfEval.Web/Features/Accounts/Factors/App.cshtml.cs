using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Factors;

[Authorize(Policy = Access.MayChooseFactor)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class AppModel(CurrentAccount who, CodeApps apps, EnrolCodeApp enrol, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public PendingSeed Seed { get; private set; } = null!;

    public bool HasApp { get; private set; }

    /// <summary>Recovery codes to be shown, once the app is taken; empty where there are some already.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : who.IsKnown ? "/accounts/security" : "/";

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var seed = apps.Read(Input.Seed, Id, Email) ?? throw new InvalidInput("Code", "This page was open for too long. Scan the new code below with the app");
        var enrolled = await enrol.RunAsync(seed, Input.Code!);
        sessions.Give(enrolled.Token);
        Codes = enrolled.Codes;
        return Page();
    }, LoadAsync);

    private int Id => who.Id ?? who.Half!.Id;

    private string Email => who.Half?.Email ?? who.Email;

    /// <summary>A form that comes back with a wrong code keeps the seed that the app already has.</summary>
    private async Task LoadAsync()
    {
        Seed = apps.Read(Input.Seed, Id, Email) ?? apps.New(Id, Email);
        HasApp = await apps.HasAsync(Id);
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Code).NotEmpty().WithMessage("Enter the code").MaximumLength(100).WithMessage("The code has six digits");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public string? Seed { get; set; }
    }
}
