namespace SelfEval.Web.Platform.Nhs;

/// <summary>Small blocks of content: panel, inset text, details, warning, banner, tag.</summary>
public static class Blocks
{
    /// <summary>Confirmation, or an interruption before something that cannot be undone.</summary>
    public static void Panel(Markup m, Phrase heading, Phrase body, bool interruption = false, string? headingSize = null, int level = 1)
    {
        m.Open("div", ("class", interruption ? "nhsuk-panel nhsuk-panel--interruption" : "nhsuk-panel"));
        m.Element($"h{level}", heading, ("class", Markup.Classes("nhsuk-panel__heading", headingSize is null ? null : "nhsuk-panel__heading--" + headingSize)));
        if (!body.IsEmpty)
            m.Element("div", body, ("class", "nhsuk-panel__body"));
        m.Close("div");
    }

    public static void InsetText(Markup m, Phrase html) =>
        m.Open("div", ("class", "nhsuk-inset-text"))
            .Element("span", "Information: ", ("class", "nhsuk-u-visually-hidden")).Say(html).Close("div");

    public static void Details(Markup m, Phrase summary, Phrase html, bool open = false, string? css = null)
    {
        m.Open("details", ("class", Markup.Classes("nhsuk-details", css)), ("open", open ? "" : null));
        m.Open("summary", ("class", "nhsuk-details__summary")).Element("span", summary, ("class", "nhsuk-details__summary-text")).Close("summary");
        m.Element("div", html, ("class", "nhsuk-details__text")).Close("details");
    }

    public static void WarningCallout(Markup m, Phrase heading, Phrase html, int level = 3)
    {
        m.Open("div", ("class", "nhsuk-card nhsuk-card--warning")).Open("div", ("class", "nhsuk-card__content"));
        if (!heading.IsEmpty)
        {
            m.Open($"h{level}", ("class", "nhsuk-card__heading"));
            // Colour alone says "important" to those who see it: the word says so to those who do not.
            if (heading.Words!.Contains("important", StringComparison.OrdinalIgnoreCase))
                m.Say(heading);
            else
                m.Open("span", ("role", "text")).Element("span", "Important: ", ("class", "nhsuk-u-visually-hidden")).Say(heading).Close("span");
            m.Close($"h{level}");
        }
        m.Say(html).Close("div").Close("div");
    }

    /// <summary>News that is not about the page. Never together with an error summary.</summary>
    public static void NotificationBanner(Markup m, Phrase html, bool success = false, string? title = null)
    {
        m.Open("div", ("class", success ? "nhsuk-notification-banner nhsuk-notification-banner--success" : "nhsuk-notification-banner"),
            ("data-module", "nhsuk-notification-banner"), ("role", success ? "alert" : "region"), ("aria-labelledby", "nhsuk-notification-banner-title"));
        m.Open("div", ("class", "nhsuk-notification-banner__header"));
        m.Element("h2", title ?? (success ? "Success" : "Important"), ("class", "nhsuk-notification-banner__title"), ("id", "nhsuk-notification-banner-title"));
        m.Close("div").Element("div", html, ("class", "nhsuk-notification-banner__content")).Close("div");
    }

    /// <summary>The one sentence of a banner, in its larger letters.</summary>
    public static void BannerHeading(Markup m, Phrase text) => m.Element("p", text, ("class", "nhsuk-notification-banner__heading"));

    public static void Tag(Markup m, Phrase text, string? colour = null, string? css = null, bool plain = false) =>
        m.Element("strong", text, ("class", Markup.Classes("nhsuk-tag", plain ? "nhsuk-tag--no-colour nhsuk-tag--no-border" : null, colour is null ? null : "nhsuk-tag--" + colour, css)));
}
