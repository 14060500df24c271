using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>An own question as it was typed.</summary>
public sealed record TypedQuestion
{
    public required ItemKind Kind { get; init; }

    public string? Text { get; init; }

    public string? Hint { get; init; }

    /// <summary>Id of a ready set of answers; null or empty for the team's own.</summary>
    public string? Ready { get; init; }

    /// <summary>The team's own answers, one a line.</summary>
    public string? Options { get; init; }

    public IReadOnlyList<MissingKind> Also { get; init; } = [];

    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public string? DecimalPlaces { get; init; }

    public string? MaxLength { get; init; }

    public string? LowAnchor { get; init; }

    public string? HighAnchor { get; init; }

    public bool Optional { get; init; }

    /// <summary>"own_1:2" for each answer after which the question is shown; empty for always.</summary>
    public IReadOnlyList<string> ShowIf { get; init; } = [];
}

/// <summary>Turns what was typed into an own question, or says at each field what is wrong. Pure.</summary>
public static class WriteQuestion
{
    public static Composition Add(Composition composition, TypedQuestion typed) =>
        composition.Add(Read(typed, composition, null));

    public static Composition Replace(Composition composition, int partId, TypedQuestion typed)
    {
        if (composition.Need(partId) is not OwnQuestion old || old.Kind != typed.Kind) throw Problem.NotFound();
        return composition.Replace(Read(typed, composition, old) with { Id = old.Id, Code = old.Code });
    }

    public static bool TakesOptions(ItemKind kind) => kind is ItemKind.SingleChoice or ItemKind.SeveralChoices;

    public static bool TakesAlso(ItemKind kind) => TakesOptions(kind) || kind is ItemKind.Number or ItemKind.Date;

    public static bool TakesAnchors(ItemKind kind) => kind is ItemKind.Bipolar or ItemKind.ZeroToTen;

    public static bool IsText(ItemKind kind) => kind is ItemKind.ShortText or ItemKind.LongText;

    /// <summary>The earlier own questions on whose answers this one can depend.</summary>
    public static IReadOnlyList<OwnQuestion> CanDependOn(Composition composition, int? partId) =>
        [.. composition.Parts.TakeWhile(part => part.Id != partId).OfType<OwnQuestion>().Where(question => TakesOptions(question.Kind))];

    private static OwnQuestion Read(TypedQuestion typed, Composition composition, OwnQuestion? before)
    {
        var errors = new FieldErrors();
        var text = errors.Text("Text", typed.Text, DraftLimits.Question, "Enter the question");
        var question = new OwnQuestion
        {
            Kind = typed.Kind,
            Text = text ?? "",
            Hint = errors.Text("Hint", typed.Hint, DraftLimits.Hint),
            Optional = typed.Optional,
            ShowIf = Shown(typed, composition, before, errors),
        };
        if (TakesAlso(typed.Kind))
        {
            question = question with
            {
                Also = [.. typed.Also.Where(kind => kind is not (MissingKind.Skipped or MissingKind.NotShown)).Distinct().Order()],
            };
        }

        if (TakesOptions(typed.Kind)) question = WithAnswers(question, typed, before, errors);
        if (typed.Kind == ItemKind.Number) question = WithRange(question, typed, errors);
        if (IsText(typed.Kind))
        {
            question = question with
            {
                MaxLength = errors.Whole("MaxLength", typed.MaxLength, 1, DraftLimits.LongestAnswer) ?? (typed.Kind == ItemKind.ShortText ? 200 : 2000),
            };
        }

        if (TakesAnchors(typed.Kind))
        {
            var need = typed.Kind == ItemKind.Bipolar;
            question = question with
            {
                LowAnchor = errors.Text("LowAnchor", typed.LowAnchor, DraftLimits.Anchor, need ? "Enter what the left end means" : null),
                HighAnchor = errors.Text("HighAnchor", typed.HighAnchor, DraftLimits.Anchor, need ? "Enter what the right end means" : null),
            };
        }

        errors.ThrowIfAny();
        return question;
    }

    private static OwnQuestion WithAnswers(OwnQuestion question, TypedQuestion typed, OwnQuestion? before, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(typed.Ready))
        {
            if (ReadyAnswers.Find(typed.Ready) is null) errors.Add("Ready", "Choose a set of answers from the list");
            return question with { Ready = typed.Ready, Options = before?.Options ?? [], NextOption = before?.NextOption ?? 1 };
        }

        var lines = (typed.Options ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fault = lines.Length < 2 ? "Enter at least 2 answers, each on a line of its own"
            : lines.Length > DraftLimits.MostOptions ? $"Enter {DraftLimits.MostOptions} answers or fewer"
            : lines.Select(line => PlainText.Fault(line, DraftLimits.Option) is { } f ? $"“{Start(line)}”: {f}" : null).FirstOrDefault(f => f is not null)
            ?? (lines.GroupBy(line => line, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? $"“{Start(twice.Key)}” is there twice. Each answer must be different" : null);
        if (fault is null) return OwnItem.WithOptions(question, lines, before);
        errors.Add("Options", fault);
        return question;
    }

    private static OwnQuestion WithRange(OwnQuestion question, TypedQuestion typed, FieldErrors errors)
    {
        var (low, high) = (errors.Number("Minimum", typed.Minimum), errors.Number("Maximum", typed.Maximum));
        if (low > high) errors.Add("Maximum", "The largest number must not be below the smallest");
        var places = errors.Whole("DecimalPlaces", typed.DecimalPlaces, 0, 6);
        return question with { Minimum = low, Maximum = high, DecimalPlaces = places == 0 ? null : places };
    }

    private static ShownWhen? Shown(TypedQuestion typed, Composition composition, OwnQuestion? before, FieldErrors errors)
    {
        if (typed.ShowIf.Count == 0) return null;
        var earlier = CanDependOn(composition, before?.Id);
        var chosen = typed.ShowIf.Select(answer => answer.Split(':', 2)).Where(answer => answer.Length == 2).ToList();
        var known = chosen.Count == typed.ShowIf.Count && chosen.All(answer =>
            earlier.FirstOrDefault(question => question.Code == answer[0]) is { } question && OwnItem.Options(question).Any(option => option.Code == answer[1]));
        if (!known)
            errors.Add("ShowIf", "Choose answers of an earlier question of your own");
        else if (chosen.Select(answer => answer[0]).Distinct().Count() > 1)
            errors.Add("ShowIf", "Choose answers of one question only");
        else
            return new ShownWhen(chosen[0][0], [.. chosen.Select(answer => answer[1]).Distinct()]);
        return null;
    }

    private static string Start(string line) =>
        line.Length <= 30 || !PlainText.IsStorable(line) ? new string([.. line.Take(30).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))])
        : new StringInfo(line).SubstringByTextElements(0, Math.Min(30, new StringInfo(line).LengthInTextElements)) + "…";
}
