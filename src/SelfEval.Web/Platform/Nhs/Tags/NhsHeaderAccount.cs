using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>Who is signed in, and the way out: <c>nhs-account-item</c>s.</summary>
[HtmlTargetElement("nhs-header-account", ParentTag = "nhs-header")]
public sealed class NhsHeaderAccount : TagHelper
{
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) => NhsHeader.KeepAsync(context, output, typeof(NhsHeaderAccount));
}
