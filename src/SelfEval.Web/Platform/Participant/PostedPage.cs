using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Platform.Participant;

/// <summary>What came with one page's form: the answers to its items and what is wrong with them. Nothing else in the form counts.</summary>
public sealed class PostedPage
{
    private readonly Dictionary<string, string> _errors = [];
    private readonly Dictionary<string, DateParts> _dates = [];

    private PostedPage()
    {
    }

    /// <summary>The sheet with the page's items as posted; a blank takes an earlier answer away.</summary>
    public AnswerSheet Answers { get; private set; } = AnswerSheet.Empty;

    public IReadOnlyDictionary<string, string> Errors => _errors;

    public string? ErrorOf(string item) => _errors.GetValueOrDefault(item);

    public DateParts? TypedDate(string item) => _dates.GetValueOrDefault(item);

    /// <summary>Reads a page's items out of a form, over the answers there are.</summary>
    public static PostedPage Read(FormPage page, AnswerSheet before, IFormCollection form)
    {
        var posted = new PostedPage();
        var answers = before;
        foreach (var item in page.Items)
        {
            var answer = posted.ReadItem(item, form);
            answers = answers.With(item.Code, answer);
            if (answer is not { } given) continue;
            if (!given.Codes.All(PlainText.IsStorable)) posted._errors[item.Code] = PlainText.Unstorable;
            else if (AnswerChecks.Check(item, given) is { } problem) posted._errors[item.Code] = problem.Message;
        }

        posted.Answers = answers;
        return posted;
    }

    private Answer? ReadItem(Item item, IFormCollection form)
    {
        switch (item.Kind)
        {
            case ItemKind.SeveralChoices:
                var codes = form[item.Code].Where(c => !string.IsNullOrEmpty(c)).Select(c => c!).ToArray();
                return codes.Length == 0 ? null : new Answer(codes);
            case ItemKind.Number:
                var number = form[item.Code].ToString().Trim();
                if (number.Length == 0) return None(item, form);
                var typed = new Answer(number.Replace(" ", "", StringComparison.Ordinal));
                return typed.Number is { } value ? new Answer(value) : typed;
            case ItemKind.Date:
                var parts = new DateParts
                {
                    Day = form[item.Code + QuestionField.DayJoint + "Day"],
                    Month = form[item.Code + QuestionField.DayJoint + "Month"],
                    Year = form[item.Code + QuestionField.DayJoint + "Year"],
                };
                if (parts.IsEmpty) return None(item, form);
                _dates[item.Code] = parts;
                return new Answer(parts.ToDate()?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "not a date");
            case ItemKind.ShortText or ItemKind.LongText:
                // Browsers send CR LF; one line break is one character on every channel.
                var text = form[item.Code].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
                return text.Length == 0 ? null : new Answer(Composed(text));
            default:
                var code = form[item.Code].ToString();
                return code.Length == 0 ? null : new Answer(code);
        }
    }

    /// <summary>One spelling for the same letters; text that is not valid Unicode is left for the checks to refuse.</summary>
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static Answer? None(Item item, IFormCollection form) =>
        form[item.Code + QuestionField.NoneJoint].FirstOrDefault(c => !string.IsNullOrEmpty(c)) is { } code ? new Answer(code) : null;
}
