using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-checkboxes for="Input.Parts" label="Which parts?" items="Model.Parts" /&gt;</c>; without a label it is a single box.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class NhsCheckboxes : ChoiceTagHelper
{
    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        LabelSize ??= "m";
        var field = new Checkboxes { Name = FieldName, Label = Label, Choices = await ChoicesAsync(context, output), Small = Small };
        output.Replace(Common(field, output).Write);
    }
}
