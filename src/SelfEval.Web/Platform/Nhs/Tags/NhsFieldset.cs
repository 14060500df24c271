using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-fieldset legend="Address" legend-size="l"&gt;…&lt;/nhs-fieldset&gt;</c></summary>
[HtmlTargetElement("nhs-fieldset")]
public sealed class NhsFieldset : TagHelper
{
    public string Legend { get; set; } = "";

    public string LegendSize { get; set; } = "m";

    public bool LegendIsHeading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var more = output.More();
        output.Replace(m => Fieldset.Write(m, Legend, LegendSize, LegendIsHeading, inner, more));
    }
}
