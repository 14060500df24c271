using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-password-input for="Input.Password" label="Password" autocomplete="new-password" /&gt;</c></summary>
[HtmlTargetElement("nhs-password-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsPasswordInput : FieldTagHelper
{
    public string Autocomplete { get; set; } = "current-password";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Replace(Common(new PasswordInput { Name = FieldName, Label = Label, Autocomplete = Autocomplete }, output).Write);
}
