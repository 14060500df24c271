namespace SelfEval.Web.Platform.Nhs;

/// <summary>A password, with a button to show it. A typed password is never written back.</summary>
public sealed record PasswordInput : Field
{
    /// <summary><c>new-password</c> where one is chosen.</summary>
    public string Autocomplete { get; init; } = "current-password";

    public void Write(Markup m) => new TextInput
    {
        Name = Name,
        Id = Id,
        Label = Label,
        LabelSize = LabelSize,
        LabelIsHeading = LabelIsHeading,
        LabelHidden = LabelHidden,
        Caption = Caption,
        Hint = Hint,
        Error = Error,
        ErrorPrefix = ErrorPrefix,
        DescribedBy = DescribedBy,
        Disabled = Disabled,
        Attributes = Attributes,
        GroupClass = GroupClass,
        Type = "password",
        Spellcheck = false,
        Autocomplete = Autocomplete,
        Autocapitalize = "none",
        Class = Markup.Classes("nhsuk-password-input__input nhsuk-js-password-input-input", Class),
        GroupKind = "nhsuk-password-input",
        GroupAttributes = [("data-module", "nhsuk-password-input")],
        After = WriteToggle,
    }.Write(m);

    private void WriteToggle(Markup m) => m.Element("button", "Show",
        ("class", "nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle nhsuk-js-password-input-toggle"),
        ("data-module", "nhsuk-button"), ("type", "button"), ("disabled", IsDisabled), ("aria-disabled", Disabled ? "true" : null),
        ("aria-label", "Show password"), ("aria-controls", Id), ("hidden", ""));
}
