using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-task-list id-prefix="setup"&gt;&lt;nhs-task href="/x" status="Incomplete" colour="blue"&gt;Invite people&lt;/nhs-task&gt;&lt;/nhs-task-list&gt;</c></summary>
[HtmlTargetElement("nhs-task-list")]
public sealed class NhsTaskList : TagHelper
{
    public string IdPrefix { get; set; } = "task-list";

    public override void Init(TagHelperContext context) => context.Items[typeof(NhsTaskList)] = new List<TaskRow>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var tasks = Tasks(context);
        output.Replace(m => TaskRow.WriteList(m, tasks, IdPrefix));
    }

    internal static List<TaskRow> Tasks(TagHelperContext context) => (List<TaskRow>)context.Items[typeof(NhsTaskList)];
}
