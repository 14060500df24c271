using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-details summary="How this was worked out"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/nhs-details&gt;</c>; <c>expander="true"</c> gives it a card.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class NhsDetails : TagHelper
{
    public string Summary { get; set; } = "";

    public bool Open { get; set; }

    public bool Expander { get; set; }

    public string? Class { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => Blocks.Details(m, Summary, inner, Open, Markup.Classes(Expander ? "nhsuk-expander" : null, Class)));
    }
}
