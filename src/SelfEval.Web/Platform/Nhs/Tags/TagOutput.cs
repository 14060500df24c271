using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>How tag helpers hand over: the component's own elements stand in for the tag.</summary>
internal static class TagOutput
{
    public static void Replace(this TagHelperOutput output, Action<Markup> write)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Markup.ToHtml(write));
    }

    public static async Task<Phrase> InnerAsync(this TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        return Phrase.Html(inner.GetContent(Markup.Encoder).Trim());
    }

    /// <summary>Attributes the page wrote that the component has no name for.</summary>
    public static IReadOnlyList<Extra> More(this TagHelperOutput output) =>
        output.Attributes.Count == 0 ? [] : [.. output.Attributes.Select(a => new Extra(a.Name, ValueOf(a)))];

    private static string? ValueOf(TagHelperAttribute attribute) => attribute.Value switch
    {
        _ when attribute.ValueStyle == HtmlAttributeValueStyle.Minimized => "",
        HtmlString html => System.Net.WebUtility.HtmlDecode(html.Value),
        var value => value?.ToString(),
    };
}
