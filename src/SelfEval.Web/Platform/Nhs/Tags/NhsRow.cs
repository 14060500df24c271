using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>One row of an <c>nhs-summary-list</c>; what is inside is the value.</summary>
[HtmlTargetElement("nhs-row")]
public sealed class NhsRow : TagHelper
{
    public string Key { get; set; } = "";

    /// <summary>The change link's address.</summary>
    public string? Href { get; set; }

    public string Action { get; set; } = "Change";

    /// <summary>Read out after the link's words; the key in small letters when not given.</summary>
    public string? Hidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        NhsSummaryList.Rows(context).Add(new SummaryRow { Key = Key, Value = await output.InnerAsync(), Href = Href, ActionText = Action, ActionHidden = Hidden ?? Lowered(Key) });
        output.SuppressOutput();
    }

    private static string Lowered(string key) => key is [var first, var second, ..] && char.IsLower(second) ? char.ToLowerInvariant(first) + key[1..] : key;
}
