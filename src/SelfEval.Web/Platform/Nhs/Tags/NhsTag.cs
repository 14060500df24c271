using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-tag colour="green"&gt;Open&lt;/nhs-tag&gt;</c>: white, grey, green, aqua-green, blue, purple, pink, red, orange or yellow.</summary>
[HtmlTargetElement("nhs-tag")]
public sealed class NhsTag : TagHelper
{
    public string? Colour { get; set; }

    public string? Class { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => Blocks.Tag(m, inner, Colour, Class));
    }
}
