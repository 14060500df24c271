using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-inset&gt;&lt;p&gt;…&lt;/p&gt;&lt;/nhs-inset&gt;</c></summary>
[HtmlTargetElement("nhs-inset")]
public sealed class NhsInset : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => Blocks.InsetText(m, inner));
    }
}
