using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>One link of an <c>nhs-footer</c>.</summary>
[HtmlTargetElement("nhs-footer-link", ParentTag = "nhs-footer")]
public sealed class NhsFooterLink : TagHelper
{
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        NhsFooter.Links(context).Add((WebUtility.HtmlDecode(inner.Words) ?? "", Href));
        output.SuppressOutput();
    }
}
