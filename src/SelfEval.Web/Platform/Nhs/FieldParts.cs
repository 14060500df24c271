namespace SelfEval.Web.Platform.Nhs;

/// <summary>The parts that fields share: the group around them, label, legend, hint and error.</summary>
internal static class FieldParts
{
    public static Markup OpenGroup(this Markup m, Field field, string? kind = null, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var css = Markup.Classes("nhsuk-form-group", field.HasError ? "nhsuk-form-group--error" : null, field.GroupClass, kind);
        return m.Open("div", [("class", css), .. attributes]);
    }

    public static Markup LabelOf(this Markup m, Field field)
    {
        if (field.Label.IsEmpty)
            return m;
        if (field.LabelIsHeading)
            m.Open("h1", ("class", "nhsuk-label-wrapper"));
        m.Open("label",
            ("class", Markup.Classes("nhsuk-label", Sized("nhsuk-label--", field.LabelSize), field.LabelHidden ? "nhsuk-u-visually-hidden" : null)),
            ("for", field.Id));
        m.CaptionOf(field).Say(field.Label).Close("label");
        return field.LabelIsHeading ? m.Close("h1") : m;
    }

    public static Markup OpenFieldset(this Markup m, Field field, string? role = null)
    {
        m.Open("fieldset", ("class", "nhsuk-fieldset"), ("role", role), ("aria-describedby", field.Describes()));
        return m.Legend(field);
    }

    public static Markup Legend(this Markup m, Field field)
    {
        m.Open("legend", ("class", Markup.Classes("nhsuk-fieldset__legend", Sized("nhsuk-fieldset__legend--", field.LabelSize),
            field.LabelHidden ? "nhsuk-u-visually-hidden" : null)));
        if (field.LabelIsHeading)
            m.Open("h1", ("class", "nhsuk-fieldset__heading"));
        m.CaptionOf(field).Say(field.Label);
        if (field.LabelIsHeading)
            m.Close("h1");
        return m.Close("legend");
    }

    public static Markup HintOf(this Markup m, Field field) =>
        field.Hint.IsEmpty ? m : m.Element("div", field.Hint, ("class", "nhsuk-hint"), ("id", field.HintId));

    public static Markup ErrorOf(this Markup m, Field field)
    {
        if (!field.HasError)
            return m;
        m.Open("span", ("class", "nhsuk-error-message"), ("id", field.ErrorId));
        m.Element("span", field.ErrorPrefix + ": ", ("class", "nhsuk-u-visually-hidden"));
        return m.Text(field.Error).Close("span");
    }

    private static Markup CaptionOf(this Markup m, Field field) =>
        string.IsNullOrEmpty(field.Caption) ? m : m.Element("span", field.Caption, ("class", Sized("nhsuk-caption-", field.LabelSize ?? "m")));

    private static string? Sized(string prefix, string? size) => string.IsNullOrEmpty(size) ? null : prefix + size;
}
