using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-pagination current="2" count="7" href="/people?page={0}" /&gt;</c>; one page writes nothing. For texts:
/// <c>&lt;nhs-pagination previous="/a" previous-label="Before" next="/b" next-label="After" /&gt;</c>
/// </summary>
[HtmlTargetElement("nhs-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsPagination : TagHelper
{
    public int Current { get; set; }

    public int Count { get; set; }

    public string Href { get; set; } = "?page={0}";

    public string? Previous { get; set; }

    public string? PreviousLabel { get; set; }

    public string? Next { get; set; }

    public string? NextLabel { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Count > 1)
            output.Replace(m => Pagination.WriteNumbered(m, Current, Count, Address));
        else if (Previous is not null || Next is not null)
            output.Replace(m => Pagination.WriteNamed(m, Previous is null ? null : (PreviousLabel, Previous), Next is null ? null : (NextLabel, Next)));
        else
            output.SuppressOutput();
    }

    private string Address(int page) => Href.Replace("{0}", page.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
