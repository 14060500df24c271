using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-summary-list&gt;&lt;nhs-row key="Team" href="/edit" hidden="team"&gt;Kidney unit&lt;/nhs-row&gt;&lt;/nhs-summary-list&gt;</c></summary>
[HtmlTargetElement("nhs-summary-list")]
public sealed class NhsSummaryList : TagHelper
{
    public override void Init(TagHelperContext context) => context.Items[typeof(NhsSummaryList)] = new List<SummaryRow>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var rows = Rows(context);
        output.Replace(m => SummaryRow.WriteList(m, rows));
    }

    internal static List<SummaryRow> Rows(TagHelperContext context) => (List<SummaryRow>)context.Items[typeof(NhsSummaryList)];
}
