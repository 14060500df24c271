namespace SelfEval.Web.Platform.Nhs;

/// <summary>The links at the foot of every page.</summary>
public static class PageFooter
{
    public static void Write(Markup m, IReadOnlyList<(string Text, string Href)> links, Phrase below, string heading = "Support links")
    {
        m.Open("footer", ("class", "nhsuk-footer"), ("role", "contentinfo")).Open("div", ("class", "nhsuk-width-container")).Open("div", ("class", "nhsuk-footer__meta"));
        if (links.Count > 0)
        {
            m.Element("h2", heading, ("class", "nhsuk-u-visually-hidden")).Open("ul", ("class", "nhsuk-footer__list"));
            foreach (var (text, href) in links)
            {
                m.Open("li", ("class", "nhsuk-footer__list-item"));
                m.Element("a", text, ("class", "nhsuk-footer__list-item-link"), ("href", href)).Close("li");
            }
            m.Close("ul");
        }
        if (!below.IsEmpty)
            m.Element("p", below, ("class", "nhsuk-body-s"));
        m.Close("div").Close("div").Close("footer");
    }
}
