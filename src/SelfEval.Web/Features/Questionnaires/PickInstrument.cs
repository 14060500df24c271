using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What a team wants of an instrument.</summary>
public sealed record Pick
{
    public required string Instrument { get; init; }

    /// <summary>For a whole instrument that has forms.</summary>
    public string? Form { get; init; }

    /// <summary>Null for the whole (or the whole form).</summary>
    public IReadOnlyList<string>? Items { get; init; }

    public IReadOnlyDictionary<string, string> Rules { get; init; } = new Dictionary<string, string>();

    public int? PerPage { get; init; }
}

/// <summary>Takes an instrument, or some of its items, into a composition. Pure; refuses with <see cref="InvalidInput"/>.</summary>
public static class PickInstrument
{
    public const int LargestPage = 50;

    public static Composition Add(Composition composition, InstrumentShelf shelf, Pick pick)
    {
        var before = composition.Taken.Where(part => part.Instrument == pick.Instrument).ToList();
        return composition.Add(Checked(pick, Whole(shelf, pick, before), before, shelf));
    }

    /// <summary>Chooses anew for a part that is already there.</summary>
    public static Composition Replace(Composition composition, InstrumentShelf shelf, int partId, Pick pick)
    {
        if (composition.Need(partId) is not FromInstrument old || old.Instrument != pick.Instrument) throw Problem.NotFound();
        var others = composition.Taken.Where(part => part.Instrument == pick.Instrument && part.Id != partId).ToList();
        return composition.Replace(Checked(pick, Whole(shelf, pick, [old]), others, shelf) with { Id = partId });
    }

    // Parts of one instrument are scored together, so they stay on the version that the draft began with.
    private static Instrument Whole(InstrumentShelf shelf, Pick pick, List<FromInstrument> before) =>
        shelf.Find(pick.Instrument, before.FirstOrDefault()?.Version) ?? throw Problem.NotFound();

    private static FromInstrument Checked(Pick pick, Instrument whole, List<FromInstrument> others, InstrumentShelf shelf)
    {
        var title = whole.Title.In("en");
        if (pick.Items is null && others.Count > 0)
            throw new InvalidInput("Items", $"Questions of “{title}” are already in the questionnaire. Remove them first, or add single questions");
        if (others.Any(part => part.Items is null))
            throw new InvalidInput("Items", $"“{title}” is already in the questionnaire as a whole");
        if (pick.Items is null && whole.Forms.Count > 0 && whole.Forms.All(form => form.Id != pick.Form))
            throw new InvalidInput("Form", "Choose who will answer");
        if (pick.Items is { Count: 0 })
            throw new InvalidInput("Items", "Choose at least one question");
        if (pick.Items?.FirstOrDefault(code => others.Any(part => part.Items!.Contains(code))) is { } twice)
            throw new InvalidInput("Items", $"“{whole.FindItem(twice)?.Text.In("en")}” is already in the questionnaire");
        if (pick.PerPage is < 1 or > LargestPage)
            throw new InvalidInput("PerPage", $"Enter a number from 1 to {LargestPage}, or leave it empty");

        var part = new FromInstrument
        {
            Instrument = whole.Id,
            Version = whole.Version,
            Form = pick.Items is null && whole.Forms.Count > 0 ? pick.Form : null,
            Items = pick.Items is null ? null : [.. whole.Items.Select(item => item.Code).Where(pick.Items.Contains)],
            Rules = pick.Rules,
            PerPage = pick.PerPage,
        };
        if (pick.Items is not null && part.Items!.Count != pick.Items.Distinct().Count())
            throw new InvalidInput("Items", "Choose questions from the list");
        try
        {
            Composer.Take([.. others, part], shelf);
        }
        catch (ArgumentException e)
        {
            throw new InvalidInput("Items", e.Message);
        }

        return part;
    }
}
