using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-warning-callout heading="Answers are not monitored"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/nhs-warning-callout&gt;</c></summary>
[HtmlTargetElement("nhs-warning-callout")]
public sealed class NhsWarningCallout : TagHelper
{
    public string Heading { get; set; } = "Important";

    public int Level { get; set; } = 3;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => Blocks.WarningCallout(m, Heading, inner, Level));
    }
}
