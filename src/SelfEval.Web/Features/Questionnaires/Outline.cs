using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>One line of the compose page.</summary>
/// <param name="Part">The part it stands for.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">What it asks, in a few words.</param>
/// <param name="Note">What a team must know about it, for example that it is adapted.</param>
/// <param name="Pages">How many pages it begins.</param>
public sealed record OutlineLine(Part Part, string Title, string Detail, string? Note, int Pages);

/// <summary>A draft as a team reads it: its lines, its size, what stands in the way of publishing, and advice.</summary>
public sealed record Outline(IReadOnlyList<OutlineLine> Lines, int Questions, int Pages, bool Branches, IReadOnlyList<string> Problems, IReadOnlyList<string> Advice)
{
    public string Size =>
        Questions == 0 ? "No questions yet"
        : $"{(Branches ? "Up to " : "")}{Count(Questions, "question")} on {Count(Pages, "page")}";

    public static string Count(int n, string thing) => n == 1 ? $"1 {thing}" : $"{n} {thing}s";

    public static Outline Of(string title, Composition draft, InstrumentShelf shelf)
    {
        var composed = Composer.Compose(title, draft, shelf);
        var pages = PageLayout.Of(draft, part => Composer.AskedCodes(part, shelf));
        var lines = draft.Parts.Select(part => part switch
        {
            FromInstrument taken => Line(taken, draft, shelf),
            OwnQuestion own => Line(own, draft),
            PageStart start => new OutlineLine(part, start.Title ?? "New page", start.Lead ?? "", null, 1),
            _ => throw new InvalidOperationException("Unknown kind of part."),
        }).ToList();
        return new Outline(
            lines,
            pages.Sum(page => page.Items.Count),
            pages.Count,
            composed.Document?.Items.Any(item => item.ShowIf is not null) ?? draft.OwnQuestions.Any(own => own.ShowIf is not null),
            composed.Problems,
            composed.Document is { } document ? BuilderAdvice.On(document) : []);
    }

    private static OutlineLine Line(FromInstrument part, Composition draft, InstrumentShelf shelf)
    {
        if (shelf.Find(part.Instrument, part.Version) is not { } whole)
            return new OutlineLine(part, $"{part.Instrument} {part.Version}", "No longer in the library", null, 0);
        var codes = Composer.AskedCodes(part, shelf);
        var form = whole.Forms.FirstOrDefault(f => f.Id == part.Form)?.Title.In("en");
        var detail = part.Items is null
            ? $"{(form is null ? "The whole instrument" : $"The whole form “{form}”")}: {Count(codes.Count, "question")}"
            : $"{Count(codes.Count, "question")} of it";
        foreach (var (scale, rule) in part.Rules)
            if (whole.FindScale(scale)?.Rules.FirstOrDefault(r => r.Id == rule) is { } chosen)
                detail += $". Missing answers: {chosen.Title.In("en")}";
        var pages = part.PerPage is { } most ? PageLayout.Even(codes, most).Count() - 1 : 0;
        return new OutlineLine(part, whole.Title.In("en"), detail, Adapted(part, draft, whole, shelf), pages);
    }

    private static string? Adapted(FromInstrument part, Composition draft, Instrument whole, InstrumentShelf shelf)
    {
        try
        {
            var taken = Composer.Take([.. draft.Taken.Where(t => t.Instrument == part.Instrument)], shelf);
            return taken?.Standing == Standing.Adapted && whole.Standing != Standing.Adapted ? StandingWords.WhenAdapted : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static OutlineLine Line(OwnQuestion own, Composition draft)
    {
        var detail = KindWords.Title(own.Kind);
        if (OwnItem.Options(own) is { Count: > 0 } options) detail += ": " + string.Join(", ", options.Select(option => option.Label.In("en")));
        if (own.ShowIf is { } shown && draft.OwnQuestions.FirstOrDefault(q => q.Code == shown.Question) is { } earlier)
        {
            var answers = OwnItem.Options(earlier).Where(o => shown.Answers.Contains(o.Code)).Select(o => $"“{o.Label.In("en")}”");
            detail += $". Shown only to people who answered {string.Join(" or ", answers)} to “{earlier.Text}”";
        }

        return new OutlineLine(own, own.Text, detail, null, 0);
    }
}
