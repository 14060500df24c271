using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Where a participant takes answers back, without signing in. The code travels in forms only, never in an address.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
public sealed class WithdrawModel(WithdrawResponse withdraw) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = MakeValidator();

    public enum Steps
    {
        Code,
        Confirm,
        Done,
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Steps Step { get; private set; }

    public WithdrawResponse.Found? Found { get; private set; }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        Found = await withdraw.FindAsync(Input.Code!);
        if (Input.Sure) await withdraw.RunAsync(Input.Code!);
        Step = Input.Sure || Found.IsWithdrawn ? Steps.Done : Steps.Confirm;
        return Page();
    });

    private static InlineValidator<InputModel> MakeValidator()
    {
        var validator = new InlineValidator<InputModel>();
        validator.RuleFor(i => i.Code).NotEmpty().WithMessage("Enter your receipt code").MaximumLength(60).WithMessage("Check the code: it is shorter than this");
        return validator;
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public bool Sure { get; set; }
    }
}
