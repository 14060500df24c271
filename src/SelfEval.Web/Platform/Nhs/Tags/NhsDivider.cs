using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-divider /&gt;</c> between options: "or".</summary>
[HtmlTargetElement("nhs-divider", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsDivider : TagHelper
{
    public string Text { get; set; } = "or";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ChoiceTagHelper.Collected(context).Add(Choice.Divider(Text));
        output.SuppressOutput();
    }
}
