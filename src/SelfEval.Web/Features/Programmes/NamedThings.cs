using FluentValidation;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What programmes, teams and sites have in common: a one-line name, and prose that may be missing.</summary>
internal static class NamedThings
{
    public static void Name<T>(this IRuleBuilderInitial<T, string?> rule, string thing) => rule.Cascade(CascadeMode.Stop)
        .Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage($"Enter the name of {thing}")
        .MaximumLength(200).WithMessage("The name must have 200 characters or fewer")
        .Must(n => PlainText.IsStorable(n!)).WithMessage(PlainText.Unstorable)
        .Must(n => !n!.Any(char.IsControl)).WithMessage("The name must be one line of text");

    public static void Prose<T>(this IRuleBuilderInitial<T, string?> rule, string what, int longest) => rule.Cascade(CascadeMode.Stop)
        .MaximumLength(longest).WithMessage($"{what} must have {longest} characters or fewer")
        .Must(t => t is null || PlainText.IsStorable(t)).WithMessage(PlainText.Unstorable);

    public static string? Tidy(this string? prose) => string.IsNullOrWhiteSpace(prose) ? null : prose.Trim();
}
