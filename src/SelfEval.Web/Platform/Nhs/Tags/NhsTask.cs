using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>One task of an <c>nhs-task-list</c>; without an address it cannot be started yet.</summary>
[HtmlTargetElement("nhs-task")]
public sealed class NhsTask : TagHelper
{
    public string? Href { get; set; }

    public string? Hint { get; set; }

    public string Status { get; set; } = "";

    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        NhsTaskList.Tasks(context).Add(new TaskRow { Title = await output.InnerAsync(), Href = Href, Hint = Hint, Status = Status, Colour = Colour });
        output.SuppressOutput();
    }
}
