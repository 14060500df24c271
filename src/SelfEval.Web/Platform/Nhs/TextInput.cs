namespace SelfEval.Web.Platform.Nhs;

/// <summary>A text input: one line of text, a number, an e-mail address.</summary>
public record TextInput : Field
{
    public string Type { get; init; } = "text";

    public string? Value { get; init; }

    /// <summary>2, 3, 4, 5, 10, 20 or 30 characters wide; null fills the column.</summary>
    public int? Width { get; init; }

    public bool? Spellcheck { get; init; }

    public string? Autocomplete { get; init; }

    public string? Autocapitalize { get; init; }

    public string? Inputmode { get; init; }

    public Phrase Prefix { get; init; }

    public Phrase Suffix { get; init; }

    /// <summary>Written after the input, inside its wrapper: a button.</summary>
    internal Action<Markup>? After { get; init; }

    internal IReadOnlyList<(string Name, string? Value)> GroupAttributes { get; init; } = [];

    internal string? GroupKind { get; init; }

    public void Write(Markup m)
    {
        m.OpenGroup(this, GroupKind, [.. GroupAttributes]).LabelOf(this).HintOf(this).ErrorOf(this);
        var wrapped = !Prefix.IsEmpty || !Suffix.IsEmpty || After is not null;
        if (wrapped)
            m.Open("div", ("class", "nhsuk-input-wrapper"));
        if (!Prefix.IsEmpty)
            m.Element("div", Prefix, ("class", "nhsuk-input-wrapper__prefix"), ("aria-hidden", "true"));
        WriteInput(m);
        if (!Suffix.IsEmpty)
            m.Element("div", Suffix, ("class", "nhsuk-input-wrapper__suffix"), ("aria-hidden", "true"));
        After?.Invoke(m);
        if (wrapped)
            m.Close("div");
        m.Close("div");
    }

    private void WriteInput(Markup m) => m.Open("input", Attributes,
        ("class", Markup.Classes("nhsuk-input", HasError ? "nhsuk-input--error" : null, Width is { } w ? $"nhsuk-input--width-{w}" : null, Class)),
        ("id", Id), ("name", Name), ("type", Type),
        ("spellcheck", Spellcheck switch { true => "true", false => "false", null => null }),
        ("value", string.IsNullOrEmpty(Value) ? null : Value), ("disabled", IsDisabled), ("aria-describedby", Describes()),
        ("autocomplete", Autocomplete), ("autocapitalize", Autocapitalize), ("inputmode", Inputmode));
}
