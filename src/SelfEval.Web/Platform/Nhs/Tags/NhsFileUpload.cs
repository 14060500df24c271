using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-file-upload for="Input.File" label="Upload a file" accept=".csv" /&gt;</c>; the form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("nhs-file-upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsFileUpload : FieldTagHelper
{
    public bool Multiple { get; set; }

    public string? Accept { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Replace(Common(new FileUpload { Name = FieldName, Label = Label, Multiple = Multiple, Accept = Accept }, output).Write);
}
