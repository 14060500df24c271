using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Platform;

/// <summary>
/// How long a questionnaire takes. Answers carry no time of day, so this is reckoned from the questions and said to be: about 8 seconds to read and tick one,
/// 15 to type a number, a date or a line, 45 to write in one's own words, and half a minute to begin and to check.
/// </summary>
public static class AnsweringMinutes
{
    public static int Of(QuestionnaireDocument document) => (int)Math.Ceiling((30 + document.Items.Sum(Seconds)) / 60.0);

    private static int Seconds(Item item) => item.Kind switch
    {
        ItemKind.LongText => 45,
        ItemKind.Number or ItemKind.Date or ItemKind.ShortText => 15,
        _ => 8,
    };
}
