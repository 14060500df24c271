using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-select for="Input.Team" label="Team" items="Model.Teams" empty="Choose a team" /&gt;</c></summary>
[HtmlTargetElement("nhs-select")]
public sealed class NhsSelect : ChoiceTagHelper
{
    /// <summary>The words of a first option without a value.</summary>
    public string? Empty { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = await ChoicesAsync(context, output);
        if (Empty is not null)
            choices = [new Choice { Label = Empty }, .. choices];
        output.Replace(Common(new SelectInput { Name = FieldName, Label = Label, Choices = choices }, output).Write);
    }
}
