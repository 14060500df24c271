using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-footer&gt;&lt;nhs-footer-link href="/accessibility"&gt;Accessibility statement&lt;/nhs-footer-link&gt;&lt;/nhs-footer&gt;</c></summary>
[HtmlTargetElement("nhs-footer")]
public sealed class NhsFooter : TagHelper
{
    /// <summary>A line below the links: whose service it is.</summary>
    public string? Owner { get; set; }

    public override void Init(TagHelperContext context) => context.Items[typeof(NhsFooter)] = new List<(string, string)>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var links = Links(context);
        output.Replace(m => PageFooter.Write(m, links, Owner));
    }

    internal static List<(string Text, string Href)> Links(TagHelperContext context) => (List<(string, string)>)context.Items[typeof(NhsFooter)];
}
