using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-panel heading="Thank you"&gt;Your receipt is …&lt;/nhs-panel&gt;</c>; <c>interruption="true"</c> before what cannot be undone.</summary>
[HtmlTargetElement("nhs-panel")]
public sealed class NhsPanel : TagHelper
{
    public string Heading { get; set; } = "";

    public string? HeadingSize { get; set; }

    public int Level { get; set; } = 1;

    public bool Interruption { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => Blocks.Panel(m, Heading, inner, Interruption, HeadingSize, Level));
    }
}
