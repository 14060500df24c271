using System.Globalization;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>A set of options that are all visible. Without a legend there is no fieldset: a single checkbox.</summary>
public abstract record ChoiceField : Field
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>For dense staff pages only.</summary>
    public bool Small { get; init; }

    /// <summary>For two short options only.</summary>
    public bool Inline { get; init; }

    protected abstract string Block { get; }

    protected abstract string InputType { get; }

    public void Write(Markup m)
    {
        var hasFieldset = !Label.IsEmpty;
        m.OpenGroup(this);
        if (hasFieldset)
            m.OpenFieldset(this);
        m.HintOf(this).ErrorOf(this);
        m.Open("div", Attributes, ("class", Markup.Classes(Block, Small ? Block + "--small" : null, Inline ? Block + "--inline" : null, Class)), ("data-module", Block));
        for (var i = 0; i < Choices.Count; i++)
            WriteChoice(m, Choices[i], i + 1, hasFieldset);
        m.Close("div");
        if (hasFieldset)
            m.Close("fieldset");
        m.Close("div");
    }

    private void WriteChoice(Markup m, Choice choice, int number, bool hasFieldset)
    {
        if (choice.DividerText is { } divider)
        {
            m.Element("div", divider, ("class", Block + "__divider"));
            return;
        }
        var id = choice.Id ?? (number == 1 ? Id : $"{Id}-{number.ToString(CultureInfo.InvariantCulture)}");
        var hintId = choice.Hint.IsEmpty ? null : id + "-item-hint";
        var conditionalId = string.IsNullOrEmpty(choice.Conditional) ? null : "conditional-" + id;
        // With a fieldset the group's hint and error describe the set; without, each box must carry them itself.
        var describedBy = InputType == "checkbox" && !hasFieldset ? Markup.Classes(Describes(), hintId) : hintId;
        m.Open("div", ("class", Block + "__item"));
        m.Open("input", choice.Attributes, ("class", Block + "__input"), ("id", id), ("name", Name), ("type", InputType), ("value", choice.Value),
            ("checked", choice.Checked ? "" : null), ("disabled", choice.Disabled || Disabled ? "" : null),
            ("data-behaviour", choice.Exclusive ? "exclusive" : null), ("data-aria-controls", conditionalId), ("aria-describedby", describedBy));
        m.Element("label", choice.Label, ("class", $"nhsuk-label {Block}__label"), ("for", id));
        if (hintId is not null)
            m.Element("div", choice.Hint, ("class", $"nhsuk-hint {Block}__hint"), ("id", hintId));
        m.Close("div");
        if (conditionalId is not null)
            m.Element("div", Phrase.Html(choice.Conditional), ("class", $"{Block}__conditional{(choice.Checked ? "" : $" {Block}__conditional--hidden")}"), ("id", conditionalId));
    }
}
