using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Features.Exports;

/// <summary>What people wrote in their own words leaves with names, numbers and addresses masked, as far as they can be recognised.</summary>
internal static class MaskedTexts
{
    /// <summary>Codes of the items that are answered in words.</summary>
    public static string[] CodesOf(QuestionnaireDocument document) => [.. document.Items.Where(i => i.IsText).Select(i => i.Code)];

    public static AnswerSheet Of(AnswerSheet answers, string[] codes)
    {
        foreach (var code in codes)
            if (answers.Text(code) is { } text && PersonalText.Mask(text) is var masked && masked != text) answers = answers.With(code, masked);
        return answers;
    }
}
