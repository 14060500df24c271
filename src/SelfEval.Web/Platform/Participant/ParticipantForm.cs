using System.Collections.Concurrent;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Platform.Participant;

/// <summary>One page of a form as asked: several items, or one when the person prefers one at a time.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Heading; null where the only item is the heading.</param>
/// <param name="Lead">What stands above the questions.</param>
/// <param name="Items">Its items, in order.</param>
/// <param name="Part">Which page of the questionnaire it belongs to, from 1.</param>
public sealed record FormPage(int Number, string? Title, string? Lead, IReadOnlyList<Item> Items, int Part);

/// <summary>A published questionnaire, ready to be asked: its pages, their order, and the HTML of every question.</summary>
public sealed class ParticipantForm
{
    private readonly ConcurrentDictionary<(string Item, string Language, bool IsHeading), QuestionTemplate> _templates = new();

    public ParticipantForm(QuestionnaireDocument document)
    {
        Document = document;
        ItemsByCode = document.Items.ToDictionary(i => i.Code);
        SectionPages = [.. document.Pages.Select((page, i) =>
            new FormPage(i + 1, page.Title ?? document.Title, page.Lead, [.. page.Items.Select(code => ItemsByCode[code])], i + 1))];
        SinglePages = [.. document.Pages
            .SelectMany((page, i) => page.Items.Select(code => (Page: page, Part: i + 1, Item: ItemsByCode[code])))
            .Select((x, i) => new FormPage(i + 1, null, x.Page.Lead, [x.Item], x.Part))];
        IsBranching = document.Items.Any(i => i.ShowIf is not null);
        Languages = document.Languages is { Count: > 0 } some ? some : ["en"];
    }

    public QuestionnaireDocument Document { get; }

    public IReadOnlyDictionary<string, Item> ItemsByCode { get; }

    public IReadOnlyList<FormPage> SectionPages { get; }

    public IReadOnlyList<FormPage> SinglePages { get; }

    /// <summary>Languages that every part of the questionnaire speaks.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>With conditions the number of pages ahead is not known, and no progress is claimed.</summary>
    public bool IsBranching { get; }

    public bool HasFreeText => Document.Items.Any(i => i.Kind == ItemKind.LongText);

    public IReadOnlyList<FormPage> Pages(bool oneAtATime) => oneAtATime ? SinglePages : SectionPages;

    /// <summary>The next page after <paramref name="number"/> (0 = from the start) with anything to ask; null means check answers.</summary>
    public FormPage? Next(int number, bool oneAtATime, IReadOnlySet<string> shown) =>
        Pages(oneAtATime).FirstOrDefault(p => p.Number > number && p.Items.Any(i => shown.Contains(i.Code)));

    public FormPage? Previous(int number, bool oneAtATime, IReadOnlySet<string> shown) =>
        Pages(oneAtATime).LastOrDefault(p => p.Number < number && p.Items.Any(i => shown.Contains(i.Code)));

    /// <summary>Where to go on: the first page with a question that has no answer, or null when all have one.</summary>
    public FormPage? FirstUnanswered(bool oneAtATime, AnswerSheet answers)
    {
        var shown = Shown.Items(Document.Items, answers);
        return Pages(oneAtATime).FirstOrDefault(p => p.Items.Any(i => shown.Contains(i.Code) && !answers.TryGet(i.Code, out _)));
    }

    public FormPage PageOf(string item, bool oneAtATime) => Pages(oneAtATime).First(p => p.Items.Any(i => i.Code == item));

    /// <summary>The HTML of a page's questions; with errors, what was typed stays as it was.</summary>
    public void WriteQuestions(TextWriter to, FormPage page, string language, AnswerSheet answers, IReadOnlySet<string> shown, PostedPage? posted = null)
    {
        var isHeading = page.Title is null;
        foreach (var item in page.Items)
        {
            if (!shown.Contains(item.Code)) continue;
            if (posted?.ErrorOf(item.Code) is { } error)
                QuestionField.Write(new Nhs.Markup(to), item, language, answers, error, isHeading, posted.TypedDate(item.Code));
            else
                _templates.GetOrAdd((item.Code, language, isHeading), key => new QuestionTemplate(ItemsByCode[key.Item], key.Language, key.IsHeading))
                    .Write(to, answers);
        }
    }
}
