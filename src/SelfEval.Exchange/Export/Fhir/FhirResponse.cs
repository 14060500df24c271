using System.Globalization;
using Hl7.Fhir.Model;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>
/// A response as a FHIR R4 QuestionnaireResponse. An item that was not shown is not in it; one that was left blank is there without an answer, with a
/// data-absent-reason; "does not apply" and its kind are the coding chosen, with a data-absent-reason too.
/// </summary>
internal static class FhirResponse
{
    internal static QuestionnaireResponse Of(ExportRow row, QuestionnaireDocument document, bool includeTexts, string language)
    {
        var shown = Shown.Items(document.Items, row.Answers);
        var response = new QuestionnaireResponse
        {
            Identifier = Person(row),
            Questionnaire = FhirNames.Questionnaire(document) + "|" + document.ContentHash[..12],
            Status = QuestionnaireResponse.QuestionnaireResponseStatus.Completed,
            Subject = new ResourceReference { Identifier = Person(row) },
            Authored = Day(row.Completed),
            Language = row.Language,
        };
        foreach (var (name, words) in new[] { ("round", row.Round), ("round-label", row.RoundLabel), ("team", row.Team), ("programme", row.Programme), ("channel", row.Channel), ("started", Day(row.Started)) })
        {
            if (!string.IsNullOrEmpty(words)) response.Extension.Add(new Extension(FhirNames.Own + name, new FhirString(ExportText.Escape(words))));
        }

        response.Extension.Add(new Extension(FhirNames.Own + "late", new FhirBoolean(row.Late)));
        for (var page = 0; page < document.Pages.Count; page++)
        {
            var items = document.Pages[page].Items.Where(shown.Contains).Select(code => document.FindItem(code)!).Where(item => includeTexts || !item.IsText)
                .Select(item => Item(item, row.Answers, language)).ToList();
            if (items.Count > 0) response.Item.Add(new QuestionnaireResponse.ItemComponent { LinkId = FhirQuestionnaire.Page(page), Item = items });
        }

        return response;
    }

    internal static Identifier Person(ExportRow row) => new(FhirNames.Own + "pseudonym", row.Pseudonym);

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static QuestionnaireResponse.ItemComponent Item(Item item, AnswerSheet sheet, string language)
    {
        var question = new QuestionnaireResponse.ItemComponent { LinkId = item.Code };
        var codes = sheet.Codes(item.Code);
        if (codes.Count == 0) FhirNames.AddAbsent(question, MissingKind.Skipped);
        else if (item.IsChoice)
        {
            foreach (var code in codes) question.Answer.Add(new QuestionnaireResponse.AnswerComponent { Value = Chosen(item, code, language) });
        }
        else if (item.Responses?.Find(codes[0]) is { Missing: { } kind } option)
        {
            FhirNames.AddAbsent(question, kind);
            question.Extension.Add(new Extension(FhirNames.Own + "missing-option", FhirQuestionnaire.Coding(item, option, language)));
        }
        else question.Answer.Add(new QuestionnaireResponse.AnswerComponent { Value = Value(item, sheet) });

        return question;
    }

    private static Coding Chosen(Item item, string code, string language)
    {
        var option = item.Responses!.Find(code) ?? throw new InvalidDataException($"An answer to '{item.Code}' cannot be exported: it is an option that it does not have.");
        var coding = FhirQuestionnaire.Coding(item, option, language);
        if (option.Missing is { } kind) FhirNames.AddAbsent(coding, kind);
        return coding;
    }

    private static DataType Value(Item item, AnswerSheet sheet)
    {
        var text = sheet.Text(item.Code)!;
        if (item.Kind == ItemKind.Date) return new Date(text);
        if (item.Kind != ItemKind.Number) return new FhirString(ExportText.Escape(text));
        var number = sheet.Number(item.Code) ?? throw new InvalidDataException($"An answer to '{item.Code}' cannot be exported: it is no number.");
        if (FhirNames.Number(number) is { } exact) return new FhirDecimal(exact);
        // Beyond what a decimal holds here: the number stands as text.
        var none = new FhirDecimal();
        none.Extension.Add(new Extension(FhirNames.Own + "number", new FhirString(text)));
        return none;
    }
}
