using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>Fields with options: from <c>items</c>, from <c>nhs-option</c> and <c>nhs-divider</c> inside, or both in that order.</summary>
public abstract class ChoiceTagHelper : FieldTagHelper
{
    public IEnumerable<SelectListItem>? Items { get; set; }

    internal static List<Choice> Collected(TagHelperContext context) => (List<Choice>)context.Items[typeof(ChoiceTagHelper)];

    public override void Init(TagHelperContext context) => context.Items[typeof(ChoiceTagHelper)] = new List<Choice>();

    protected async Task<IReadOnlyList<Choice>> ChoicesAsync(TagHelperContext context, TagHelperOutput output)
    {
        // The options add themselves while they run.
        await output.GetChildContentAsync();
        var chosen = FieldValues;
        var fromItems = (Items ?? []).Select(item => new Choice { Value = item.Value ?? item.Text, Label = item.Text, Checked = item.Selected, Disabled = item.Disabled });
        return [.. fromItems.Concat(Collected(context)).Select(choice => choice with { Checked = choice.Checked || IsChosen(choice, chosen) })];
    }

    private static bool IsChosen(Choice choice, IReadOnlyList<string> chosen) =>
        choice.DividerText is null && chosen.Contains(choice.Value, StringComparer.OrdinalIgnoreCase);
}
