namespace SelfEval.Web.Platform.Nhs;

/// <summary>A date that a person knows by heart, in three boxes.</summary>
public sealed record DateInput : Field
{
    /// <summary>What was typed, kept as it was.</summary>
    public DateParts Value { get; init; } = new();

    /// <summary>Which boxes are wrong; all of them when none is named and there is an error.</summary>
    public DateBoxes Wrong { get; init; }

    /// <summary>The boxes' labels, in the page's language.</summary>
    public (string Day, string Month, string Year) Labels { get; init; } = ("Day", "Month", "Year");

    /// <summary>Names of the boxes: <c>Name.Day</c> unless another joint is given.</summary>
    public string NameJoint { get; init; } = ".";

    /// <summary>The date of birth of the person filling it in: browsers may offer it.</summary>
    public bool IsBirthday { get; init; }

    public override string FocusId => Wrong switch
    {
        _ when Wrong == DateBoxes.None || Wrong.HasFlag(DateBoxes.Day) => Id + "-day",
        _ when Wrong.HasFlag(DateBoxes.Month) => Id + "-month",
        _ => Id + "-year",
    };

    public void Write(Markup m)
    {
        m.OpenGroup(this).OpenFieldset(this, "group").HintOf(this).ErrorOf(this);
        m.Open("div", Attributes, ("class", Markup.Classes("nhsuk-date-input", Class)), ("id", Id));
        WriteBox(m, DateBoxes.Day, "day", "Day", Labels.Day, Value.Day, 2);
        WriteBox(m, DateBoxes.Month, "month", "Month", Labels.Month, Value.Month, 2);
        WriteBox(m, DateBoxes.Year, "year", "Year", Labels.Year, Value.Year, 4);
        m.Close("div").Close("fieldset").Close("div");
    }

    private void WriteBox(Markup m, DateBoxes box, string part, string property, string label, string? value, int width)
    {
        var wrong = HasError && (Wrong == DateBoxes.None || Wrong.HasFlag(box));
        var id = $"{Id}-{part}";
        m.Open("div", ("class", "nhsuk-date-input__item")).Open("div", ("class", wrong ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"));
        m.Element("label", label, ("class", "nhsuk-label nhsuk-date-input__label"), ("for", id));
        m.Open("input",
            ("class", Markup.Classes("nhsuk-input", wrong ? "nhsuk-input--error" : null, $"nhsuk-input--width-{width}", "nhsuk-date-input__input")),
            ("id", id), ("name", Name + NameJoint + property), ("type", "text"), ("value", string.IsNullOrEmpty(value) ? null : value),
            ("disabled", IsDisabled), ("autocomplete", IsBirthday ? "bday-" + part : null), ("inputmode", "numeric"));
        m.Close("div").Close("div");
    }
}
