using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>One tab of <c>nhs-tabs</c>.</summary>
[HtmlTargetElement("nhs-tab")]
public sealed class NhsTab : TagHelper
{
    public string Id { get; set; } = "";

    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        NhsTabs.Collected(context).Add((Id, Label, await output.InnerAsync()));
        output.SuppressOutput();
    }
}
