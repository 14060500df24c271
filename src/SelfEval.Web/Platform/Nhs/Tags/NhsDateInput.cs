using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SelfEval.Web.Platform.Nhs.Tags;

/// <summary>
/// <c>&lt;nhs-date-input for="Input.Opens" label="When does it open?" /&gt;</c>, bound to a <see cref="DateParts"/>. An error at
/// <c>Input.Opens.Month</c> marks that box alone, one at <c>Input.Opens</c> all three.
/// </summary>
[HtmlTargetElement("nhs-date-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NhsDateInput : FieldTagHelper
{
    public bool IsBirthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Common(new DateInput { Name = FieldName, Label = Label, Value = Typed(), Wrong = WrongBoxes(), IsBirthday = IsBirthday }, output);
        output.Replace(field.Write);
    }

    private DateParts Typed()
    {
        var given = For?.Model switch
        {
            DateParts parts => parts,
            DateOnly date => DateParts.From(date),
            _ => new DateParts(),
        };
        return new DateParts
        {
            Day = TypedValue(FieldName + ".Day") ?? given.Day,
            Month = TypedValue(FieldName + ".Month") ?? given.Month,
            Year = TypedValue(FieldName + ".Year") ?? given.Year,
        };
    }

    private DateBoxes WrongBoxes() =>
        Wrong(DateBoxes.Day, ".Day") | Wrong(DateBoxes.Month, ".Month") | Wrong(DateBoxes.Year, ".Year");

    private DateBoxes Wrong(DateBoxes box, string part) =>
        ViewContext.ViewData.ModelState.TryGetValue(FieldName + part, out var entry) && entry.Errors.Count > 0 ? box : DateBoxes.None;
}
