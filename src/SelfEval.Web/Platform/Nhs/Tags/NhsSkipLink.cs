using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-skip-link /&gt;</c>: the first thing a keyboard reaches.</summary>
[HtmlTargetElement("nhs-skip-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsSkipLink : TagHelper
{
    public string Href { get; set; } = "#maincontent";

    public string Text { get; set; } = "Skip to main content";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Replace(m => m.Element("a", Text, ("class", "nhsuk-skip-link"), ("data-module", "nhsuk-skip-link"), ("href", Href)));
}
