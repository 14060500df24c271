using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary><c>&lt;nhs-button&gt;Continue&lt;/nhs-button&gt;</c>, <c>&lt;nhs-button href="/x" variant="secondary"&gt;Edit&lt;/nhs-button&gt;</c></summary>
[HtmlTargetElement("nhs-button")]
public sealed class NhsButton : TagHelper
{
    public string? Href { get; set; }

    public string? Variant { get; set; }

    public bool Small { get; set; }

    public string Type { get; set; } = "submit";

    public string? Name { get; set; }

    public string? Value { get; set; }

    public string? Id { get; set; }

    public string? Class { get; set; }

    public bool Disabled { get; set; }

    /// <summary>On for buttons that send a form.</summary>
    public bool? PreventDoubleClick { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var button = new Button
        {
            Text = await output.InnerAsync(),
            Href = Href,
            Variant = Variant,
            Small = Small,
            Type = Type,
            Name = Name,
            Value = Value,
            Id = Id,
            Class = Class,
            Disabled = Disabled,
            PreventDoubleClick = PreventDoubleClick ?? (Href is null && Type == "submit"),
            Attributes = output.More(),
        };
        output.Replace(button.Write);
    }
}
