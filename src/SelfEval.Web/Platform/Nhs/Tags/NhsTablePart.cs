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
public sealed class NhsTablePart : TagHelper
{
    private static readonly object InHead = new();

    public bool Numeric { get; set; }

    public override void Init(TagHelperContext context)
    {
        if (context.TagName == "thead")
            context.Items[InHead] = true;
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.ContainsKey(typeof(NhsTable)))
            return;
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
    }
}
