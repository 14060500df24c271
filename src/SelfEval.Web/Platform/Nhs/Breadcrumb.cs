namespace SelfEval.Web.Platform.Nhs;

/// <summary>Where the page stands; on a small screen only the way back to the last of them.</summary>
public static class Breadcrumb
{
    public static void Write(Markup m, IReadOnlyList<(string Text, string Href)> links)
    {
        m.Open("nav", ("class", "nhsuk-breadcrumb"), ("aria-label", "Breadcrumb")).Open("ol", ("class", "nhsuk-breadcrumb__list"));
        foreach (var (text, href) in links)
        {
            m.Open("li", ("class", "nhsuk-breadcrumb__list-item"));
            m.Element("a", text, ("class", "nhsuk-breadcrumb__link"), ("href", href)).Close("li");
        }
        m.Close("ol");
        if (links is [.., var last])
        {
            m.Open("a", ("class", "nhsuk-back-link"), ("href", last.Href));
            m.Element("span", "Back to ", ("class", "nhsuk-u-visually-hidden")).Text(last.Text).Close("a");
        }
        m.Close("nav");
    }
}
