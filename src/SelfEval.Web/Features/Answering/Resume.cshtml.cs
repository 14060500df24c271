using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Where a participant of an open link enters the code to go on.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
public sealed class ResumeModel(ResumeResponse resume, Sealing sealing) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = MakeValidator();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var (session, page) = await resume.RunAsync(Input.Code!);
        session.Write(HttpContext, sealing);
        return Redirect(page == 0 ? $"/a/{session.Handle}/check" : $"/a/{session.Handle}/{page}");
    });

    private static InlineValidator<InputModel> MakeValidator()
    {
        var validator = new InlineValidator<InputModel>();
        validator.RuleFor(i => i.Code).NotEmpty().WithMessage("Enter your code").MaximumLength(60).WithMessage("Check the code: it is shorter than this");
        return validator;
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }
    }
}
