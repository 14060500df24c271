using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-header service="SelfEval" href="/"&gt;&lt;nhs-header-account&gt;…&lt;/nhs-header-account&gt;&lt;nhs-header-navigation&gt;…&lt;/nhs-header-navigation&gt;&lt;/nhs-header&gt;</c>;
/// a slot that stays empty is left out.
/// </summary>
[HtmlTargetElement("nhs-header")]
public sealed class NhsHeader : TagHelper
{
    public string Service { get; set; } = "";

    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var header = new PageHeader
        {
            Service = Service,
            Href = Href,
            Account = Slot(context, typeof(NhsHeaderAccount)),
            Navigation = Slot(context, typeof(NhsHeaderNavigation)),
        };
        output.Replace(header.Write);
    }

    public override void Init(TagHelperContext context)
    {
        context.Items[typeof(NhsHeaderAccount)] = new List<Phrase>();
        context.Items[typeof(NhsHeaderNavigation)] = new List<Phrase>();
    }

    internal static async Task KeepAsync(TagHelperContext context, TagHelperOutput output, Type slot)
    {
        ((List<Phrase>)context.Items[slot]).Add(await output.InnerAsync());
        output.SuppressOutput();
    }

    private static Phrase Slot(TagHelperContext context, Type slot) =>
        Phrase.Html(string.Concat(((List<Phrase>)context.Items[slot]).Select(part => part.Words)));
}
