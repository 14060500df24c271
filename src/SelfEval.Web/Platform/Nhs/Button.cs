namespace SelfEval.Web.Platform.Nhs;

/// <summary>A button, or a link that looks like one.</summary>
public sealed record Button
{
    public required Phrase Text { get; init; }

    /// <summary>With an address it is a link.</summary>
    public string? Href { get; init; }

    /// <summary>secondary, secondary-solid, reverse, warning, brand or login.</summary>
    public string? Variant { get; init; }

    public bool Small { get; init; }

    public string Type { get; init; } = "submit";

    public string? Name { get; init; }

    public string? Value { get; init; }

    public string? Id { get; init; }

    public string? Class { get; init; }

    public bool Disabled { get; init; }

    /// <summary>A second press within a second is ignored by the browser; the server must not rely on it.</summary>
    public bool PreventDoubleClick { get; init; }

    public IReadOnlyList<Extra> Attributes { get; init; } = [];

    public void Write(Markup m)
    {
        var css = Markup.Classes("nhsuk-button", Variant is null ? null : "nhsuk-button--" + Variant, Small ? "nhsuk-button--small" : null, Class);
        var once = PreventDoubleClick ? "true" : null;
        if (Href is null)
        {
            m.Open("button", Attributes, ("class", css), ("id", Id), ("name", Name), ("data-module", "nhsuk-button"), ("data-prevent-double-click", once),
                ("type", Type), ("value", Value), ("disabled", Disabled ? "" : null), ("aria-disabled", Disabled ? "true" : null));
            m.Say(Text).Close("button");
            return;
        }
        m.Open("a", Attributes, ("class", css), ("id", Id), ("data-module", "nhsuk-button"), ("data-prevent-double-click", once),
            ("href", Href), ("role", "button"), ("draggable", "false"));
        m.Say(Text).Close("a");
    }
}
