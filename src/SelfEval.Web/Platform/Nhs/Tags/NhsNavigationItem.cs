using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-navigation-item href="/teams" current="true"&gt;Teams&lt;/nhs-navigation-item&gt;</c></summary>
[HtmlTargetElement("nhs-navigation-item")]
public sealed class NhsNavigationItem : TagHelper
{
    public string Href { get; set; } = "";

    public bool Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => PageHeader.NavigationLink(m, inner, Href, Current));
    }
}
