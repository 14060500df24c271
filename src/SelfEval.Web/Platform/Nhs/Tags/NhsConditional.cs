using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-conditional&gt;…&lt;/nhs-conditional&gt;</c> inside an <c>nhs-option</c>: shown when it is chosen, always shown without JavaScript.</summary>
[HtmlTargetElement("nhs-conditional", ParentTag = "nhs-option")]
public sealed class NhsConditional : TagHelper
{
    private sealed class Slot
    {
        public string? Html { get; set; }
    }

    internal static void Prepare(TagHelperContext context) => context.Items[typeof(NhsConditional)] = new Slot();

    internal static string? Of(TagHelperContext context) => ((Slot)context.Items[typeof(NhsConditional)]).Html;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((Slot)context.Items[typeof(NhsConditional)]).Html = (await output.InnerAsync()).Words;
        output.SuppressOutput();
    }
}
