using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-error-summary /&gt;</c> above the heading: nothing while the form is right, otherwise each error, linked to its field.</summary>
[HtmlTargetElement("nhs-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsErrorSummary : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        // Written when the page is complete: only then are the ids of the fields below known.
        output.Content.SetHtmlContent(new Later(ViewContext));
    }

    private sealed class Later(ViewContext view) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var errors = Errors();
            if (errors.Count > 0)
                new ErrorSummary { Errors = errors }.Write(new Markup(writer));
        }

        private List<(string Message, string? FieldId)> Errors()
        {
            var fields = FormFields.Of(view.HttpContext);
            return [.. view.ViewData.ModelState
                .SelectMany(entry => (entry.Value?.Errors ?? []).Take(1).Select(error => (Message: FieldTagHelper.MessageOf(error), Field: fields.Find(entry.Key))))
                .OrderBy(error => error.Field?.Place ?? -1)
                .Select(error => (error.Message, error.Field?.FocusId))
                .Distinct()];
        }
    }
}
