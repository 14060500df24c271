using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-textarea for="Input.Note" label="Note" max-length="1000" /&gt;</c>: with a maximum it counts characters.</summary>
[HtmlTargetElement("nhs-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsTextarea : FieldTagHelper
{
    public int Rows { get; set; } = 5;

    public int? MaxLength { get; set; }

    public int? Threshold { get; set; }

    public string? Value { get; set; }

    public bool? Spellcheck { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Common(new TextArea
        {
            Name = FieldName,
            Label = Label,
            Rows = Rows,
            MaxLength = MaxLength,
            Threshold = Threshold,
            Value = Value ?? FieldValue,
            Spellcheck = Spellcheck,
        }, output);
        output.Replace(field.Write);
    }
}
