using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>Gives the ordinary elements inside an <c>nhs-table</c> the classes of the design, and headers their scope.</summary>
[HtmlTargetElement("thead")]
[HtmlTargetElement("tbody")]
[HtmlTargetElement("tfoot")]
[HtmlTargetElement("tr")]
[HtmlTargetElement("th")]
[HtmlTargetElement("td")]
public sealed partial class NhsTablePart : TagHelper
{
    private static readonly object InHead = new();

    public bool Numeric { get; set; }

    public override void Init(TagHelperContext context)
    {
        if (context.TagName == "thead")
            context.Items[InHead] = true;
        if (context.TagName == "tr" && context.Items.TryGetValue(typeof(NhsTable), out var table))
            ((NhsTable)table).Cell = 0;
    }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(NhsTable), out var found))
            return;
        var table = (NhsTable)found;
        var css = context.TagName switch
        {
            "thead" => "nhsuk-table__head",
            "tbody" or "tfoot" => "nhsuk-table__body",
            "tr" => "nhsuk-table__row",
            "th" => Table.CellClass("header", Numeric),
            _ => Table.CellClass("cell", Numeric),
        };
        foreach (var name in css.Split(' '))
            output.AddClass(name, Markup.Encoder);
        if (context.TagName == "th" && !output.Attributes.ContainsName("scope"))
            output.Attributes.SetAttribute("scope", context.Items.ContainsKey(InHead) ? "col" : "row");
        if (table.Stack)
            await StackAsync(table, context, output);
    }

    /// <summary>Drawn as blocks, rows and cells are what they are by their roles only.</summary>
    private static async Task StackAsync(NhsTable table, TagHelperContext context, TagHelperOutput output)
    {
        var isHead = context.Items.ContainsKey(InHead);
        output.Attributes.SetAttribute("role", (context.TagName, isHead) switch
        {
            ("thead" or "tbody" or "tfoot", _) => "rowgroup",
            ("tr", _) => "row",
            ("th", true) => "columnheader",
            ("th", false) => "rowheader",
            _ => "cell",
        });
        if (context.TagName is not ("th" or "td"))
            return;
        if (isHead)
        {
            var heading = (await output.GetChildContentAsync()).GetContent();
            table.Headings.Add(heading.Contains("visually-hidden", StringComparison.Ordinal) ? "" : WebUtility.HtmlDecode(MarkupTag().Replace(heading, "")).Trim());
            return;
        }

        var cell = table.Cell++;
        if (context.TagName == "td" && cell < table.Headings.Count && table.Headings[cell].Length > 0)
            output.Attributes.SetAttribute("data-label", table.Headings[cell]);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex MarkupTag();
}
