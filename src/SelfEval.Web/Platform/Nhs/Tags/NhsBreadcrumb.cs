using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-breadcrumb&gt;&lt;nhs-crumb href="/"&gt;Home&lt;/nhs-crumb&gt;&lt;/nhs-breadcrumb&gt;</c> in the layout's <c>BackLink</c> section; not the page itself.</summary>
[HtmlTargetElement("nhs-breadcrumb")]
public sealed class NhsBreadcrumb : TagHelper
{
    public override void Init(TagHelperContext context) => context.Items[typeof(NhsBreadcrumb)] = new List<(string, string)>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var links = Links(context);
        output.Replace(m => Breadcrumb.Write(m, links));
    }

    internal static List<(string Text, string Href)> Links(TagHelperContext context) => (List<(string, string)>)context.Items[typeof(NhsBreadcrumb)];
}
