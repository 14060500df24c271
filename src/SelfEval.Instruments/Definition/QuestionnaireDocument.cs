using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>
/// What a team asks: parts of instruments and own items, in order, in pages. The document holds the full text of every instrument it uses, so a
/// published one can always be answered and scored again, whatever happens to the instruments folder.
/// </summary>
public sealed record QuestionnaireDocument
{
    internal QuestionnaireDocument(string title, string? introduction, IReadOnlyList<QuestionnairePage> pages, IReadOnlyList<Instrument> instruments)
    {
        Title = title;
        Introduction = introduction;
        Pages = pages;
        Instruments = instruments;
        var byCode = instruments.SelectMany(instrument => instrument.Items).ToDictionary(item => item.Code);
        Items = pages.SelectMany(page => page.Items).Select(code => byCode[code]).ToArray();
        Languages = [.. instruments.SelectMany(i => i.Languages).Distinct().Where(l => instruments.All(i => i.Languages.Contains(l)))];
        json = QuestionnaireJson.Write(this);
        ContentHash = CanonicalJson.Hash(json);
    }

    private readonly string json;

    /// <summary>What participants read at the top.</summary>
    public string Title { get; }

    /// <summary>What stands on the start page.</summary>
    public string? Introduction { get; }

    /// <summary>The pages in order.</summary>
    public IReadOnlyList<QuestionnairePage> Pages { get; }

    /// <summary>The instruments as taken; own items are the instrument <c>own</c>.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>Every item in asking order.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>Languages that every part speaks, in the order of the first one's; empty where the parts have none in common.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>SHA-256 of <see cref="ToJson"/>, lower-case hex.</summary>
    public string ContentHash { get; }

    /// <summary>Puts a questionnaire together.</summary>
    /// <param name="title">What participants read at the top.</param>
    /// <param name="introduction">What stands on the start page.</param>
    /// <param name="pages">The pages; together they ask every item of <paramref name="instruments"/> exactly once.</param>
    /// <param name="instruments">The instruments, whole or <see cref="Instrument.Take">taken in part</see>.</param>
    /// <exception cref="ArgumentException">What is wrong, in plain words, all of it.</exception>
    public static QuestionnaireDocument Compose(string title, string? introduction, IReadOnlyList<QuestionnairePage> pages, IReadOnlyList<Instrument> instruments)
    {
        var problems = QuestionnaireChecks.Check(title, pages, instruments);
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems));
        return new QuestionnaireDocument(title, introduction, pages, instruments);
    }

    /// <summary>Reads a document that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such a document; the message says where.</exception>
    public static QuestionnaireDocument Read(string json) => QuestionnaireJson.Read(json);

    /// <summary>The item with this code, or null.</summary>
    public Item? FindItem(string code) => Items.FirstOrDefault(item => item.Code == code);

    /// <summary>Canonical JSON; the same questionnaire always gives the same text.</summary>
    public string ToJson() => json;
}
