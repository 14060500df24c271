using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>One link of an <c>nhs-breadcrumb</c>.</summary>
[HtmlTargetElement("nhs-crumb")]
public sealed class NhsCrumb : TagHelper
{
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        NhsBreadcrumb.Links(context).Add((WebUtility.HtmlDecode(inner.Words) ?? "", Href));
        output.SuppressOutput();
    }
}
