using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-tabs&gt;&lt;nhs-tab id="chart" label="Chart"&gt;…&lt;/nhs-tab&gt;&lt;/nhs-tabs&gt;</c></summary>
[HtmlTargetElement("nhs-tabs")]
public sealed class NhsTabs : TagHelper
{
    /// <summary>Read out, and shown without JavaScript, above the list of tabs.</summary>
    public string Heading { get; set; } = "Contents";

    public override void Init(TagHelperContext context) => context.Items[typeof(NhsTabs)] = new List<(string, string, Phrase)>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var tabs = Collected(context);
        output.Replace(m => Tabs.Write(m, tabs, Heading));
    }

    internal static List<(string Id, string Label, Phrase Panel)> Collected(TagHelperContext context) => (List<(string, string, Phrase)>)context.Items[typeof(NhsTabs)];
}
