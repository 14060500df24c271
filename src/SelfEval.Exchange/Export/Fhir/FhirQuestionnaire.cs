using Hl7.Fhir.Model;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>A questionnaire version as a FHIR R4 Questionnaire: pages are groups, items keep their codes as linkIds.</summary>
internal static class FhirQuestionnaire
{
    internal static Questionnaire Of(QuestionnaireDocument document, string language) => new()
    {
        Id = document.ContentHash,
        Url = FhirNames.Questionnaire(document),
        Version = document.ContentHash[..12],
        Title = document.Title,
        Description = document.Introduction,
        Status = PublicationStatus.Active,
        Language = language,
        Item = [.. document.Pages.Select((page, number) => new Questionnaire.ItemComponent
        {
            LinkId = Page(number),
            Type = Questionnaire.QuestionnaireItemType.Group,
            Text = page.Title,
            Item = [.. page.Items.Select(code => Item(document.FindItem(code)!, document, language))],
        })],
    };

    internal static string Page(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page-{number + 1}");

    private static Questionnaire.ItemComponent Item(Item item, QuestionnaireDocument document, string language)
    {
        var question = new Questionnaire.ItemComponent
        {
            LinkId = item.Code,
            TextElement = Text(item.Text, language),
            Type = item.Kind switch
            {
                ItemKind.Number => Questionnaire.QuestionnaireItemType.Decimal,
                ItemKind.Date => Questionnaire.QuestionnaireItemType.Date,
                ItemKind.ShortText => Questionnaire.QuestionnaireItemType.String,
                ItemKind.LongText => Questionnaire.QuestionnaireItemType.Text,
                _ => Questionnaire.QuestionnaireItemType.Choice,
            },
            Repeats = item.Kind == ItemKind.SeveralChoices ? true : null,
            MaxLength = item.MaxLength,
        };
        if (item.Minimum is { } low && FhirNames.Number(low) is { } lowest) question.Extension.Add(new Extension(FhirNames.Lowest, new FhirDecimal(lowest)));
        if (item.Maximum is { } high && FhirNames.Number(high) is { } highest) question.Extension.Add(new Extension(FhirNames.Highest, new FhirDecimal(highest)));
        if (item.IsChoice) question.AnswerOption = [.. item.Responses!.Options.Select(option => Option(item, option, language))];
        else question.Extension.AddRange((item.Responses?.Options ?? []).Select(option => new Extension(FhirNames.Own + "missing-option", Coding(item, option, language))));
        if (item.ShowIf is { } condition) FhirCondition.Add(question, condition, document);
        return question;
    }

    internal static Coding Coding(Item item, ResponseOption option, string language) => new(FhirNames.Options(item), option.Code, option.Label.In(language));

    private static Questionnaire.AnswerOptionComponent Option(Item item, ResponseOption option, string language)
    {
        var answer = new Questionnaire.AnswerOptionComponent { Value = Coding(item, option, language) };
        if (option.Value is { } value && FhirNames.Number(value) is { } number)
        {
            answer.Extension.Add(new Extension(FhirNames.Ordinal, new FhirDecimal(number)));
            answer.Extension.Add(new Extension(FhirNames.Weight, new FhirDecimal(number)));
        }

        if (option.Exclusive) answer.Extension.Add(new Extension("http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", new FhirBoolean(true)));
        if (option.Missing is { } kind) FhirNames.AddAbsent(answer, kind);
        return answer;
    }

    private static FhirString Text(LocalText text, string language)
    {
        var element = new FhirString(text.In(language));
        foreach (var (other, words) in text.ByLanguage.Where(pair => pair.Key != language && pair.Value != element.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            element.Extension.Add(new Extension { Url = FhirNames.Translation, Extension = [new Extension("lang", new Code(other)), new Extension("content", new FhirString(words))] });
        return element;
    }
}
