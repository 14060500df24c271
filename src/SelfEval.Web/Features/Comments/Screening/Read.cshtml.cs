using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Screening;

/// <summary>One comment as it was written, and what is to be shown of it; then the next one that waits.</summary>
[Authorize(Policy = Access.Evaluator)]
public sealed class ReadModel(Scope scope, ReadComments read, ScreenComment screen) : CommentsPage(scope, read)
{
    public sealed class Decided
    {
        public string? Show { get; set; }

        public string? AlsoHide { get; set; }

        public QuoteConsent Quote { get; set; }

        public int Version { get; set; }

        public CommentState State => Show switch { "written" => CommentState.Cleared, "nothing" => CommentState.Hidden, _ => CommentState.KeptMasked };

        public sealed class Rules : AbstractValidator<Decided>
        {
            public Rules()
            {
                RuleFor(d => d.Show).Must(s => s is "written" or "masked" or "nothing").WithMessage("Choose what is shown of this comment");
                RuleFor(d => d.AlsoHide).MaximumLength(ScreenComment.LongestAlsoHide).WithMessage($"Words to hide must be {ScreenComment.LongestAlsoHide} characters or fewer");
                RuleFor(d => d.Quote).IsInEnum().WithMessage("Choose whether it may be quoted");
            }
        }
    }

    private static readonly Decided.Rules Checks = new();

    [FromRoute]
    public Guid CommentId { get; set; }

    [BindProperty]
    public Decided Input { get; set; } = new();

    public ScreenComment.Written? Written { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync(Right.Evaluate);
        if (!AreShown) throw Problem.NotFound();
        Written = await screen.OpenAsync(Id, CommentId);
        Input = new Decided
        {
            Show = Written.Comment.State switch { CommentState.Cleared => "written", CommentState.Hidden => "nothing", CommentState.KeptMasked => "masked", _ => null },
            Quote = Written.Comment.Quote,
            Version = Written.Comment.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(Right.Evaluate);
        if (!AreShown) throw Problem.NotFound();
        return await this.PostAsync(Checks, Input, async () =>
        {
            await screen.RunAsync(Id, CommentId, Input.Version, new(Input.State, Input.AlsoHide, Input.State == CommentState.Hidden ? QuoteConsent.None : Input.Quote));
            return LocalRedirect(await screen.NextAsync(Id, Question!.Item.Code, CommentId) is { } next ? Href($"/{next}") : Href(""));
        }, async () => Written = await screen.OpenAsync(Id, CommentId));
    }

    /// <summary>The text cut where something was found, so that each find can be marked.</summary>
    public static IEnumerable<(string Text, bool IsFind)> Pieces(string text)
    {
        var at = 0;
        foreach (var find in PersonalText.Find(text))
        {
            if (find.Start > at) yield return (text[at..find.Start], false);
            yield return (text.Substring(find.Start, find.Length), true);
            at = find.Start + find.Length;
        }

        if (at < text.Length) yield return (text[at..], false);
    }
}
