using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>The service's main parts: <c>nhs-navigation-item</c>s.</summary>
[HtmlTargetElement("nhs-header-navigation", ParentTag = "nhs-header")]
public sealed class NhsHeaderNavigation : TagHelper
{
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) => NhsHeader.KeepAsync(context, output, typeof(NhsHeaderNavigation));
}
