using Hl7.Fhir.Model;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using Condition = SelfEval.Instruments.Definition.Condition;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>
/// When an item is shown, as FHIR's enableWhen, which knows one level of "all" or "any". What it cannot say stands in words in an extension, and which items
/// a person was shown is in every response anyway.
/// </summary>
internal static class FhirCondition
{
    internal static void Add(Questionnaire.ItemComponent question, Condition condition, QuestionnaireDocument document)
    {
        var (parts, any) = condition switch
        {
            Condition.AllOf all => (all.Parts, false),
            Condition.AnyOf some => (some.Parts, true),
            _ => ([condition], false),
        };
        var terms = parts.Select(part => Terms(part, document)).ToList();
        // "One of these codes" is an "any"; it fits into a list of "all" only where there is one code.
        if (terms.TrueForAll(term => term is not null && (term.Count == 1 || any || terms.Count == 1)))
        {
            question.EnableWhen = [.. terms.SelectMany(term => term!)];
            if (question.EnableWhen.Count > 1) question.EnableBehavior = any || terms.Count == 1 ? Questionnaire.EnableWhenBehavior.Any : Questionnaire.EnableWhenBehavior.All;
        }
        else question.Extension.Add(new Extension(FhirNames.Own + "shown-if", new FhirString(ConditionWords.Of(condition))));
    }

    private static List<Questionnaire.EnableWhenComponent>? Terms(Condition part, QuestionnaireDocument document) => part switch
    {
        Condition.Answered answered => [Term(answered.Item, Questionnaire.QuestionnaireItemOperator.Exists, new FhirBoolean(true))],
        Condition.Negated { Part: Condition.Answered answered } => [Term(answered.Item, Questionnaire.QuestionnaireItemOperator.Exists, new FhirBoolean(false))],
        Condition.AtLeast least when FhirNames.Number(least.Bound) is { } bound && document.FindItem(least.Item)?.Kind == ItemKind.Number =>
            [Term(least.Item, Questionnaire.QuestionnaireItemOperator.GreaterOrEqual, new FhirDecimal(bound))],
        Condition.AtMost most when FhirNames.Number(most.Bound) is { } bound && document.FindItem(most.Item)?.Kind == ItemKind.Number =>
            [Term(most.Item, Questionnaire.QuestionnaireItemOperator.LessOrEqual, new FhirDecimal(bound))],
        Condition.OneOf one when document.FindItem(one.Item) is { IsChoice: true } item =>
            [.. one.Codes.Select(code => Term(one.Item, Questionnaire.QuestionnaireItemOperator.Equal, new Coding(FhirNames.Options(item), code)))],
        _ => null,
    };

    private static Questionnaire.EnableWhenComponent Term(string item, Questionnaire.QuestionnaireItemOperator op, DataType answer) => new() { Question = item, Operator = op, Answer = answer };
}
