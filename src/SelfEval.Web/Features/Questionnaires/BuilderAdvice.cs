using System.Text.RegularExpressions;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What makes a questionnaire easier to answer. Advice, never a refusal.</summary>
public static partial class BuilderAdvice
{
    public const int LongQuestionnaire = 40;

    public static IReadOnlyList<string> On(QuestionnaireDocument document)
    {
        var advice = new List<string>();
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            if (page.Items.Count > PageLayout.MostPerPage)
                advice.Add($"Page {i + 1} has {page.Items.Count} questions. {PageLayout.MostPerPage} or fewer are easier to answer on a phone.");
            if (page.Title is null && document.Pages.Count > 1)
                advice.Add($"Page {i + 1} has no title, so people see the questionnaire’s title again. Add a title to the page.");
            if (page.Items.Any(code => document.FindItem(code)!.Kind == ItemKind.LongText))
                advice.Add($"Page {i + 1} asks for an answer in words. It will say that answers are not read straight away, and where to get help now.");
        }

        var own = document.Instruments.FirstOrDefault(instrument => instrument.Id == Instrument.Own)?.Items ?? [];
        advice.AddRange(own.Where(item => DoubleBarrelled().IsMatch(item.Text.In("en")))
            .Select(item => $"“{item.Text.In("en")}” may ask two things at once. People who would answer them differently cannot. Ask one thing in each question."));
        if (document.Items.Count > LongQuestionnaire)
            advice.Add($"{document.Items.Count} questions are many. People stop more often in long questionnaires: keep what you will act on.");
        return advice;
    }

    [GeneratedRegex(@"\band\s*/\s*or\b|\bas well as\b|\band also\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoubleBarrelled();
}
