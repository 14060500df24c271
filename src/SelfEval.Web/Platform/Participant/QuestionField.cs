using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Platform.Participant;

/// <summary>One item as a form field: a fieldset of its own for every choice, never a table of radios.</summary>
internal static class QuestionField
{
    public const string NoneJoint = "__none";
    public const string DayJoint = "__";

    public static void Write(Markup m, Item item, string language, AnswerSheet answers, string? error, bool isHeading, DateParts? typedDate = null)
    {
        var label = Phrase.Text(item.Text.In(language));
        var size = isHeading ? "l" : "s";
        var hint = Phrase.Text(Hint(item, language));
        switch (item.Kind)
        {
            case ItemKind.SeveralChoices:
                new Checkboxes
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error,
                    Hint = hint.IsEmpty ? "Select all that apply" : hint, Choices = Choices(item, language, answers.Codes(item.Code)),
                }.Write(m);
                break;
            case ItemKind.Number:
                new TextInput
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error, Hint = hint,
                    Value = item.Responses?.Find(answers.Code(item.Code) ?? "") is null ? answers.Code(item.Code) : null,
                    Width = 5, Inputmode = item.DecimalPlaces > 0 ? "decimal" : "numeric", Spellcheck = false,
                }.Write(m);
                WriteNone(m, item, language, answers);
                break;
            case ItemKind.Date:
                new DateInput
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error,
                    Hint = hint.IsEmpty ? "For example, 27 3 2026" : hint, NameJoint = DayJoint, Value = typedDate ?? Date(answers.Text(item.Code)),
                }.Write(m);
                WriteNone(m, item, language, answers);
                break;
            case ItemKind.ShortText:
                new TextInput
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error, Hint = Phrase.Text(NoNames.After(Hint(item, language), language)),
                    Value = answers.Text(item.Code),
                }.Write(m);
                break;
            case ItemKind.LongText:
                new TextArea
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error, Hint = Phrase.Text(NoNames.After(Hint(item, language), language)),
                    Value = answers.Text(item.Code), MaxLength = item.MaxLength ?? AnswerChecks.LongTextLength, Threshold = 75,
                }.Write(m);
                break;
            default:
                new Radios
                {
                    Name = item.Code, Label = label, LabelSize = size, LabelIsHeading = isHeading, Error = error, Hint = hint,
                    Choices = Choices(item, language, answers.Codes(item.Code)),
                }.Write(m);
                break;
        }
    }

    private static List<Choice> Choices(Item item, string language, IReadOnlyList<string> chosen)
    {
        var choices = new List<Choice>();
        var divided = false;
        foreach (var option in item.Responses!.Options)
        {
            if (option.Missing is not null && !divided && choices.Count > 0)
            {
                choices.Add(Choice.Divider());
                divided = true;
            }

            choices.Add(new Choice
            {
                Value = option.Code, Label = option.Label.In(language), Checked = chosen.Contains(option.Code), Exclusive = option.Exclusive,
            });
        }

        return choices;
    }

    /// <summary>"Not sure" and its kind beside a number or a date.</summary>
    private static void WriteNone(Markup m, Item item, string language, AnswerSheet answers)
    {
        if (item.Responses is not { Options.Count: > 0 }) return;
        m.Element("div", "or", ("class", "app-or"));
        new Checkboxes
        {
            Name = item.Code + NoneJoint, Label = Phrase.Text(item.Text.In(language)), LabelHidden = true,
            Choices = Choices(item, language, answers.Codes(item.Code)),
        }.Write(m);
    }

    private static string? Hint(Item item, string language)
    {
        var hint = item.Hint?.In(language);
        if (item.LowAnchor is not { } low || item.HighAnchor is not { } high) return hint;
        var (from, to) = item.Kind == ItemKind.ZeroToTen ? ("0", "10") : ("The first answer", "the last");
        var anchors = item.Kind == ItemKind.ZeroToTen
            ? $"{from} means {low.In(language)}. {to} means {high.In(language)}."
            : $"From \"{low.In(language)}\" to \"{high.In(language)}\".";
        return hint is null ? anchors : $"{hint} {anchors}";
    }

    private static DateParts Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? DateParts.From(date) : new DateParts();
}
