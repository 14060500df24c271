using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-account-item href="/account"&gt;Rita Patel&lt;/nhs-account-item&gt;</c>. For signing out, write a form with
/// <c>class="nhsuk-header__account-form"</c> and a <c>button class="nhsuk-header__account-button"</c> inside, without an address.
/// </summary>
[HtmlTargetElement("nhs-account-item")]
public sealed class NhsAccountItem : TagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Replace(m => PageHeader.AccountLink(m, inner, Href));
    }
}
