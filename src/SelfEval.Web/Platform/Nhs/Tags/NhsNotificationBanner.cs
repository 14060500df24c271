using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-notification-banner text="The round was opened." success="true" /&gt;</c>; more can stand inside. Without text and content it
/// writes nothing, so it may be given a message that is only sometimes there. Never together with an error summary.
/// </summary>
[HtmlTargetElement("nhs-notification-banner")]
public sealed class NhsNotificationBanner : TagHelper
{
    public string? Text { get; set; }

    public bool Success { get; set; }

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        if (inner.IsEmpty && string.IsNullOrEmpty(Text))
        {
            output.SuppressOutput();
            return;
        }
        var heading = string.IsNullOrEmpty(Text) ? "" : Markup.ToHtml(m => Blocks.BannerHeading(m, Text));
        output.Replace(m => Blocks.NotificationBanner(m, Phrase.Html(heading + inner.Words), Success, Title));
    }
}
