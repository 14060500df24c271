using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-radios for="Input.Mode" label="Who may answer?"&gt;&lt;nhs-option value="open"&gt;Anyone with the link&lt;/nhs-option&gt;&lt;/nhs-radios&gt;</c></summary>
[HtmlTargetElement("nhs-radios")]
public sealed class NhsRadios : ChoiceTagHelper
{
    public bool Small { get; set; }

    public bool Inline { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        LabelSize ??= "m";
        var field = new Radios { Name = FieldName, Label = Label, Choices = await ChoicesAsync(context, output), Small = Small, Inline = Inline };
        output.Replace(Common(field, output).Write);
    }
}
