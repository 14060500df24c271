using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-table caption="Rounds" scroll-id="rounds"&gt;&lt;thead&gt;…&lt;/thead&gt;&lt;tbody&gt;…&lt;/tbody&gt;&lt;/nhs-table&gt;</c>: plain rows and cells
/// inside get their classes and scopes; <c>numeric="true"</c> on a cell aligns it. With <c>scroll-id</c> it scrolls inside itself; with <c>stack="true"</c> a narrow
/// screen shows each row as a block, its cells below each other with the names of their columns, so that nothing lies out of sight.
/// </summary>
[HtmlTargetElement("nhs-table")]
public sealed class NhsTable : TagHelper
{
    public string? Caption { get; set; }

    public string? CaptionSize { get; set; }

    public string? ScrollId { get; set; }

    public bool Compact { get; set; }

    public string? Class { get; set; }

    public bool Stack { get; set; }

    /// <summary>The names of the columns, gathered from the head for the cells below it; empty for a column whose name is for screen readers only.</summary>
    internal List<string> Headings { get; } = [];

    /// <summary>Which cell of a row comes next.</summary>
    internal int Cell { get; set; }

    public override void Init(TagHelperContext context) => context.Items[typeof(NhsTable)] = this;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var more = output.More();
        output.Replace(m =>
        {
            Table.Open(m, Caption, CaptionSize, ScrollId, Markup.Classes(Compact ? "nhsuk-table--compact" : null, Stack ? "app-stack" : null, Class), Stack ? [.. more, new("role", "table")] : more);
            m.Say(inner);
            Table.Close(m, ScrollId);
        });
    }
}
