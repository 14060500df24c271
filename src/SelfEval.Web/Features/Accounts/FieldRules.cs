using FluentValidation;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>The words for the two fields that every form about people has.</summary>
internal static class FieldRules
{
    public static void PersonName<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Enter a name")
        .MaximumLength(200).WithMessage("The name must have 200 characters or fewer")
        .Must(n => PlainText.IsStorable(n!)).WithMessage(PlainText.Unstorable)
        .Must(n => MailText.IsOneLine(n!)).WithMessage("The name must be one line of text");

    public static void EmailAddressOfOne<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(e => MailText.IsAddress(e?.Trim())).WithMessage("Enter an email address, like name@example.nhs.uk");
}
