using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What a composition becomes, or all that stands in the way, in plain words.</summary>
public sealed record Composed(QuestionnaireDocument? Document, IReadOnlyList<string> Problems);

/// <summary>Turns a draft into the questionnaire that people will answer. Pure: the same draft and shelf give the same document.</summary>
public static class Composer
{
    public static Composed Compose(string title, Composition composition, InstrumentShelf shelf)
    {
        var problems = new List<string>();
        var instruments = Instruments(composition, shelf, problems);
        if (Own(composition, problems) is { } own) instruments.Add(own);
        var pages = PageLayout.Of(composition, part => AskedCodes(part, shelf));
        CheckPages(pages, problems);
        if (problems.Count > 0) return new Composed(null, problems);
        try
        {
            return new Composed(QuestionnaireDocument.Compose(title, composition.Introduction, pages, instruments), []);
        }
        catch (ArgumentException e)
        {
            return new Composed(null, [e.Message]);
        }
    }

    /// <summary>The codes that a part asks, in its order; empty where its instrument is not on the shelf.</summary>
    public static IReadOnlyList<string> AskedCodes(FromInstrument part, InstrumentShelf shelf)
    {
        if (shelf.Find(part.Instrument, part.Version) is not { } whole) return [];
        var asked = whole.Forms.FirstOrDefault(form => form.Id == part.Form)?.Items ?? [.. whole.Items.Select(item => item.Code)];
        return part.Items is null ? asked : [.. asked.Where(part.Items.Contains)];
    }

    /// <summary>An instrument as it is taken by all of its parts together; null where it is not on the shelf.</summary>
    /// <exception cref="ArgumentException">The parts do not go together; the message says why.</exception>
    public static Instrument? Take(IReadOnlyList<FromInstrument> parts, InstrumentShelf shelf)
    {
        var first = parts[0];
        if (shelf.Find(first.Instrument, first.Version) is not { } whole) return null;
        var rules = parts.SelectMany(part => part.Rules).DistinctBy(rule => rule.Key).ToDictionary();
        var items = parts.Any(part => part.Items is null) ? null : parts.SelectMany(part => part.Items!).Distinct().ToList();
        return whole.Take(first.Form, items, rules);
    }

    private static List<Instrument> Instruments(Composition composition, InstrumentShelf shelf, List<string> problems)
    {
        var taken = new List<Instrument>();
        foreach (var parts in composition.Taken.GroupBy(part => part.Instrument).Select(group => group.ToList()))
        {
            var (id, version) = (parts[0].Instrument, parts[0].Version);
            try
            {
                if (Take(parts, shelf) is { } instrument) taken.Add(instrument);
                else problems.Add($"{id} {version} is no longer in the library. Remove it, or ask an administrator to put its file back.");
            }
            catch (ArgumentException e)
            {
                problems.Add(e.Message);
            }
        }

        return taken;
    }

    private static Instrument? Own(Composition composition, List<string> problems)
    {
        var questions = composition.OwnQuestions.ToList();
        if (questions.Count == 0) return null;
        var before = problems.Count;
        for (var i = 0; i < questions.Count; i++)
        {
            if (questions[i].ShowIf is not { } shown) continue;
            var at = questions.FindIndex(question => question.Code == shown.Question);
            if (at < 0)
                problems.Add($"“{questions[i].Text}” is shown only after a question that is no longer there. Change when it is shown.");
            else if (at >= i)
                problems.Add($"“{questions[i].Text}” is shown depending on “{questions[at].Text}”. Move it below that question.");
            else if (shown.Answers.Any(answer => OwnItem.Options(questions[at]).All(option => option.Code != answer)))
                problems.Add($"“{questions[i].Text}” is shown after an answer to “{questions[at].Text}” that is no longer there. Change when it is shown.");
        }

        if (problems.Count > before) return null;
        var read = OwnItems.AsInstrument([.. questions.Select(OwnItem.Of)], LocalText.Of("The team’s own questions"));
        problems.AddRange(read.Problems.Select(problem => $"Own questions: {problem.Message}."));
        return read.Instrument;
    }

    private static void CheckPages(IReadOnlyList<QuestionnairePage> pages, List<string> problems)
    {
        if (pages.Count == 0) problems.Add("The questionnaire has no questions yet.");
        foreach (var (page, i) in pages.Select((page, i) => (page, i)).Where(p => p.page.Items.Count == 0))
            problems.Add($"Page {i + 1}{(page.Title is null ? "" : $" (“{page.Title}”)")} has no questions. Add some, or remove the page.");
    }
}
