using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Platform.Participant;

/// <summary>An answer as the person would say it.</summary>
public static class AnswerWords
{
    /// <summary>The answer in words, or null when there is none.</summary>
    public static string? Of(Item item, AnswerSheet answers, string language)
    {
        var codes = answers.Codes(item.Code);
        if (codes.Count == 0) return null;
        if (item.Responses is { } responses)
        {
            var labels = codes.Select(responses.Find).OfType<ResponseOption>().Select(o => o.Label.In(language)).ToList();
            if (labels.Count > 0) return string.Join(", ", labels);
        }

        return item.Kind == ItemKind.Date && DateOnly.TryParseExact(codes[0], "yyyy-MM-dd", out var date)
            ? date.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : codes[0];
    }
}
