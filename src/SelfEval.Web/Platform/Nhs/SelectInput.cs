namespace SelfEval.Web.Platform.Nhs;

/// <summary>A drop-down: only where radios would be too many.</summary>
public sealed record SelectInput : Field
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public void Write(Markup m)
    {
        m.OpenGroup(this).LabelOf(this).HintOf(this).ErrorOf(this);
        m.Open("select", Attributes, ("class", Markup.Classes("nhsuk-select", HasError ? "nhsuk-select--error" : null, Class)),
            ("id", Id), ("name", Name), ("disabled", IsDisabled), ("aria-describedby", Describes()));
        foreach (var choice in Choices)
        {
            if (choice.DividerText is null)
                m.Element("option", choice.Label, ("value", choice.Value), ("selected", choice.Checked ? "" : null), ("disabled", choice.Disabled ? "" : null));
            else
                m.Open("hr");
        }
        m.Close("select").Close("div");
    }
}
