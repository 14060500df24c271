using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-back-link href="/teams" /&gt;</c> in the layout's <c>BackLink</c> section.</summary>
[HtmlTargetElement("nhs-back-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsBackLink : TagHelper
{
    public string Href { get; set; } = "";

    public string Text { get; set; } = "Back";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Replace(m => m.Element("a", Text, ("class", "nhsuk-back-link"), ("href", Href)));
}
