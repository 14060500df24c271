using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// What the tag helpers of all form fields share. <c>for="Input.Name"</c> gives name, id, value and error; <c>label</c> is the legend where
/// the field is a set of inputs. Attributes that are not named here go to the input.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Id { get; set; }

    public string? Label { get; set; }

    public string? LabelSize { get; set; }

    public bool LabelIsHeading { get; set; }

    public bool LabelHidden { get; set; }

    public string? Caption { get; set; }

    public string? Hint { get; set; }

    public string? HintHtml { get; set; }

    public string? Error { get; set; }

    public string? DescribedBy { get; set; }

    public string? Class { get; set; }

    public string? GroupClass { get; set; }

    public bool Disabled { get; set; }

    protected string FieldName => Name ?? (For is null
        ? throw new InvalidOperationException("A field needs for=\"…\" or name=\"…\"")
        : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));

    /// <summary>What was typed if the form came back, otherwise what the model holds.</summary>
    protected string? FieldValue => TypedValue(FieldName) ?? Write(For?.Model);

    /// <summary>The same for a field with several values.</summary>
    protected IReadOnlyList<string> FieldValues
    {
        get
        {
            if (TypedValues(FieldName) is { } typed)
                return typed;
            if (For?.Model is System.Collections.IEnumerable and not string)
                return [.. ((System.Collections.IEnumerable)For.Model).Cast<object?>().Select(Write).OfType<string>()];
            return Write(For?.Model) is { } one ? [one] : [];
        }
    }

    protected string? TypedValue(string name) => TypedValues(name) switch { null => null, [] => "", [var first, ..] => first };

    /// <summary>What was typed into a named input, or null when the form was not sent with it.</summary>
    protected IReadOnlyList<string>? TypedValues(string name)
    {
        if (!ViewContext.ViewData.ModelState.TryGetValue(name, out var entry))
            return null;
        return entry.RawValue switch
        {
            string one => [one],
            string[] several => several,
            _ => entry.AttemptedValue is { } attempted ? [attempted] : null,
        };
    }

    /// <summary>The first error of the field, or of a part of it such as the day of a date.</summary>
    protected string? FieldError
    {
        get
        {
            if (Error is not null)
                return Error;
            var name = FieldName;
            var state = ViewContext.ViewData.ModelState;
            var entry = state.TryGetValue(name, out var own) && own.Errors.Count > 0
                ? own
                : state.FirstOrDefault(e => e.Value?.Errors.Count > 0 && e.Key.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)).Value;
            return entry?.Errors.Select(MessageOf).FirstOrDefault();
        }
    }

    internal static string MessageOf(ModelError error) => string.IsNullOrEmpty(error.ErrorMessage) ? "Check this answer" : error.ErrorMessage;

    /// <summary>The field with everything that all fields share, entered for the error summary.</summary>
    protected T Common<T>(T field, TagHelperOutput output) where T : Field
    {
        var complete = (T)(field with
        {
            Id = Id!,
            Label = Label,
            LabelSize = LabelSize,
            LabelIsHeading = LabelIsHeading,
            LabelHidden = LabelHidden,
            Caption = Caption,
            Hint = HintHtml is null ? Hint : Phrase.Html(HintHtml),
            Error = FieldError,
            DescribedBy = DescribedBy,
            Class = Class,
            GroupClass = GroupClass,
            Disabled = Disabled,
            Attributes = output.More(),
        });
        FormFields.Of(ViewContext.HttpContext).Add(complete);
        return complete;
    }

    protected static string? Write(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
