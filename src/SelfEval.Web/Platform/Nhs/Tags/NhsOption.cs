using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-option value="email" hint="We only use it once"&gt;Email&lt;/nhs-option&gt;</c> in radios, checkboxes or a select.</summary>
[HtmlTargetElement("nhs-option")]
public sealed class NhsOption : TagHelper
{
    public string Value { get; set; } = "";

    public string? Hint { get; set; }

    public bool Checked { get; set; }

    public bool Disabled { get; set; }

    /// <summary>A checkbox that clears the others, such as "None of these".</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        NhsConditional.Prepare(context);
        var label = await output.InnerAsync();
        ChoiceTagHelper.Collected(context).Add(new Choice
        {
            Value = Value,
            Label = label,
            Hint = Hint,
            Checked = Checked,
            Disabled = Disabled,
            Exclusive = Exclusive,
            Conditional = NhsConditional.Of(context),
            Attributes = output.More(),
        });
        output.SuppressOutput();
    }
}
