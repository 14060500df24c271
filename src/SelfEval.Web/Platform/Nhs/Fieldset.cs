namespace SelfEval.Web.Platform.Nhs;

/// <summary>Fields that belong together under one legend.</summary>
public static class Fieldset
{
    public static void Write(Markup m, Phrase legend, string? size, bool isHeading, Phrase inner, IReadOnlyList<Extra>? attributes = null)
    {
        m.Open("fieldset", attributes ?? [], ("class", "nhsuk-fieldset"));
        m.Open("legend", ("class", Markup.Classes("nhsuk-fieldset__legend", size is null ? null : "nhsuk-fieldset__legend--" + size)));
        if (isHeading)
            m.Element("h1", legend, ("class", "nhsuk-fieldset__heading"));
        else
            m.Say(legend);
        m.Close("legend").Say(inner).Close("fieldset");
    }
}
