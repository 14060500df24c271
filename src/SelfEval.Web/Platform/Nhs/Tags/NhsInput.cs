using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-input for="Input.Email" label="Email address" type="email" autocomplete="email" /&gt;</c></summary>
[HtmlTargetElement("nhs-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsInput : FieldTagHelper
{
    public string Type { get; set; } = "text";

    public int? Width { get; set; }

    public string? Value { get; set; }

    public string? Prefix { get; set; }

    public string? Suffix { get; set; }

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    public bool? Spellcheck { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Common(new TextInput
        {
            Name = FieldName,
            Label = Label,
            Type = Type,
            Value = Value ?? FieldValue,
            Width = Width,
            Prefix = Prefix,
            Suffix = Suffix,
            Autocomplete = Autocomplete,
            Inputmode = Inputmode,
            Spellcheck = Spellcheck,
        }, output);
        output.Replace(field.Write);
    }
}
