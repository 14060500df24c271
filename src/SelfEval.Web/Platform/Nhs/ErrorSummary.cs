namespace SelfEval.Web.Platform.Nhs;

/// <summary>The list at the top of a page of what is wrong, each linking to its field.</summary>
public sealed record ErrorSummary
{
    public string Heading { get; init; } = "There is a problem";

    public IReadOnlyList<(string Message, string? FieldId)> Errors { get; init; } = [];

    public void Write(Markup m)
    {
        m.Open("div", ("class", "nhsuk-error-summary"), ("data-module", "nhsuk-error-summary")).Open("div", ("role", "alert"));
        m.Element("h2", Heading, ("class", "nhsuk-error-summary__heading"));
        m.Open("div", ("class", "nhsuk-error-summary__body")).Open("ul", ("class", "nhsuk-list nhsuk-error-summary__list"));
        foreach (var (message, fieldId) in Errors)
        {
            m.Open("li");
            if (fieldId is null)
                m.Text(message);
            else
                m.Element("a", message, ("href", "#" + fieldId));
            m.Close("li");
        }
        m.Close("ul").Close("div").Close("div").Close("div");
    }
}
