namespace SelfEval.Web.Platform.Nhs;

/// <summary>The band at the top: the service's name, without the NHS logo, which only its licensees may show.</summary>
public sealed record PageHeader
{
    public required Phrase Service { get; init; }

    public string? Href { get; init; }

    /// <summary>List items made by <see cref="AccountLink"/> and the like.</summary>
    public Phrase Account { get; init; }

    /// <summary>List items made by <see cref="NavigationLink"/>.</summary>
    public Phrase Navigation { get; init; }

    public string NavigationLabel { get; init; } = "Menu";

    public string? Class { get; init; }

    public void Write(Markup m)
    {
        m.Open("header", ("class", Markup.Classes("nhsuk-header", Class)), ("data-module", "nhsuk-header"), ("role", "banner"));
        m.Open("div", ("class", "nhsuk-header__container nhsuk-width-container"));
        m.Open("div", ("class", "nhsuk-header__service"));
        m.Element(Href is null ? "span" : "a", Service, ("class", "nhsuk-header__service-name"), ("href", Href)).Close("div");
        if (!Account.IsEmpty)
        {
            m.Open("nav", ("class", "nhsuk-header__account"), ("aria-label", "Account"));
            m.Element("ul", Account, ("class", "nhsuk-header__account-list")).Close("nav");
        }
        m.Close("div");
        if (!Navigation.IsEmpty)
            WriteNavigation(m);
        m.Close("header");
    }

    public static void NavigationLink(Markup m, Phrase text, string href, bool current)
    {
        m.Open("li", ("class", current ? "nhsuk-header__navigation-item nhsuk-header__navigation-item--current" : "nhsuk-header__navigation-item"));
        m.Open("a", ("class", "nhsuk-header__navigation-link"), ("href", href), ("aria-current", current ? "true" : null));
        if (current)
            m.Element("strong", text, ("class", "nhsuk-header__navigation-item-current-fallback"));
        else
            m.Say(text);
        m.Close("a").Close("li");
    }

    /// <summary>A link (with an address) or plain words, such as who is signed in.</summary>
    public static void AccountLink(Markup m, Phrase text, string? href)
    {
        m.Open("li", ("class", "nhsuk-header__account-item"));
        if (href is null)
            m.Say(text);
        else
            m.Element("a", text, ("class", "nhsuk-header__account-link"), ("href", href));
        m.Close("li");
    }

    private void WriteNavigation(Markup m)
    {
        m.Open("nav", ("class", "nhsuk-header__navigation"), ("aria-label", NavigationLabel));
        m.Open("div", ("class", "nhsuk-header__navigation-container nhsuk-width-container"));
        m.Open("ul", ("class", "nhsuk-header__navigation-list")).Say(Navigation);
        m.Open("li", ("class", "nhsuk-header__menu"), ("hidden", ""));
        m.Open("button", ("class", "nhsuk-header__menu-toggle nhsuk-header__navigation-link"), ("id", "toggle-menu"), ("aria-expanded", "false"));
        m.Element("span", "Browse ", ("class", "nhsuk-u-visually-hidden")).Text("More").Close("button").Close("li");
        m.Close("ul").Close("div").Close("nav");
    }
}
