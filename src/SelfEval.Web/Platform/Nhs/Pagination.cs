using System.Globalization;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>Ways to the pages before and after: of a list (numbered), or of a text (named).</summary>
public static class Pagination
{
    private const string ArrowLeft = "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z";
    private const string ArrowRight = "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z";

    /// <summary>Pages of a list, numbered from 1, with gaps where there are many.</summary>
    public static void WriteNumbered(Markup m, int current, int count, Func<int, string> href)
    {
        m.Open("nav", ("class", "nhsuk-pagination nhsuk-pagination--numbered"), ("role", "navigation"), ("aria-label", "Pagination"));
        if (current > 1)
        {
            m.Open("a", ("href", href(current - 1)), ("class", "nhsuk-pagination__previous"), ("rel", "prev"));
            Icon(m, "arrow-left", ArrowLeft);
            Title(m, "Previous").Close("a");
        }
        m.Open("ul", ("class", "nhsuk-pagination__list"));
        foreach (var number in Shown(current, count))
            WriteNumber(m, number, current, href);
        m.Close("ul");
        if (current < count)
        {
            m.Open("a", ("href", href(current + 1)), ("class", "nhsuk-pagination__next"), ("rel", "next"));
            Title(m, "Next");
            Icon(m, "arrow-right", ArrowRight).Close("a");
        }
        m.Close("nav");
    }

    /// <summary>The text before and the text after, by name; either may be missing.</summary>
    public static void WriteNamed(Markup m, (string? Label, string Href)? previous, (string? Label, string Href)? next)
    {
        m.Open("nav", ("class", "nhsuk-pagination"), ("role", "navigation"), ("aria-label", "Pagination")).Open("ul", ("class", "nhsuk-list nhsuk-pagination__list"));
        if (previous is { } before)
            WriteNamedLink(m, before, "previous", "prev", "Previous", "arrow-left", ArrowLeft);
        if (next is { } after)
            WriteNamedLink(m, after, "next", "next", "Next", "arrow-right", ArrowRight);
        m.Close("ul").Close("nav");
    }

    /// <summary>First, last, the current page and two on each side; 0 is a gap.</summary>
    internal static IEnumerable<int> Shown(int current, int count)
    {
        var last = 0;
        for (var number = 1; number <= count; number++)
        {
            if (number != 1 && number != count && Math.Abs(number - current) > 2)
                continue;
            if (number - last > 1)
                yield return 0;
            yield return last = number;
        }
    }

    private static void WriteNumber(Markup m, int number, int current, Func<int, string> href)
    {
        if (number == 0)
        {
            m.Element("li", "⋯", ("class", "nhsuk-pagination__item nhsuk-pagination__item--ellipsis"));
            return;
        }
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var isCurrent = number == current;
        m.Open("li", ("class", isCurrent ? "nhsuk-pagination__item nhsuk-pagination__item--current" : "nhsuk-pagination__item"));
        m.Element("a", digits, ("class", "nhsuk-pagination__link"), ("href", href(number)), ("aria-label", "Page " + digits), ("aria-current", isCurrent ? "page" : null));
        m.Close("li");
    }

    private static void WriteNamedLink(Markup m, (string? Label, string Href) link, string item, string rel, string title, string icon, string path)
    {
        m.Open("li", ("class", "nhsuk-pagination-item--" + item));
        m.Open("a", ("class", "nhsuk-pagination__link nhsuk-pagination__link--" + rel), ("href", link.Href), ("rel", rel));
        Title(m, title);
        if (!string.IsNullOrEmpty(link.Label))
            m.Element("span", ":", ("class", "nhsuk-u-visually-hidden")).Element("span", link.Label, ("class", "nhsuk-pagination__page"));
        Icon(m, icon, path).Close("a").Close("li");
    }

    private static Markup Title(Markup m, string word) =>
        m.Open("span", ("class", "nhsuk-pagination__title")).Text(word).Element("span", " page", ("class", "nhsuk-u-visually-hidden")).Close("span");

    private static Markup Icon(Markup m, string name, string path) =>
        m.Open("svg", ("class", "nhsuk-icon nhsuk-icon--" + name), ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 24 24"), ("width", "16"), ("height", "16"),
                ("focusable", "false"), ("aria-hidden", "true"))
            .Open("path", ("d", path)).Close("path").Close("svg");
}
