using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What an own question becomes in the questionnaire.</summary>
public static class OwnItem
{
    public static Item Of(OwnQuestion question) => new()
    {
        Code = question.Code,
        Kind = question.Kind,
        Text = LocalText.Of(question.Text),
        Hint = Text(question.Hint),
        Responses = Answers(question),
        Minimum = question.Minimum,
        Maximum = question.Maximum,
        DecimalPlaces = question.DecimalPlaces,
        MaxLength = question.MaxLength,
        Optional = question.Optional,
        LowAnchor = Text(question.LowAnchor),
        HighAnchor = Text(question.HighAnchor),
        ShowIf = question.ShowIf is { } shown ? new Condition.OneOf(shown.Question, shown.Answers) : null,
    };

    /// <summary>The answers a person can choose, "does not apply" and its kind last.</summary>
    public static IReadOnlyList<ResponseOption> Options(OwnQuestion question)
    {
        var own = ReadyAnswers.Find(question.Ready)?.Options
            ?? [.. question.Options.Select(option => new ResponseOption { Code = option.Code, Label = LocalText.Of(option.Label) })];
        return [.. own, .. question.Also.Select(Instead)];
    }

    /// <summary>
    /// The team's lines as options. A line that was there before keeps its code; a new line gets one that no line ever had,
    /// so that an answer means the same in every version.
    /// </summary>
    public static OwnQuestion WithOptions(OwnQuestion question, IReadOnlyList<string> labels, OwnQuestion? before)
    {
        var next = before?.NextOption ?? 1;
        var options = new List<OwnOption>();
        foreach (var label in labels)
        {
            var known = before?.Options.FirstOrDefault(option => option.Label == label);
            options.Add(known ?? new OwnOption((next++).ToString(CultureInfo.InvariantCulture), label));
        }

        return question with { Options = options, NextOption = next };
    }

    public static string Words(MissingKind kind) => kind switch
    {
        MissingKind.DoesNotApply => "Does not apply to me",
        MissingKind.PreferNotToSay => "Prefer not to say",
        MissingKind.NotSure => "Not sure",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody can choose this."),
    };

    private static ResponseSet? Answers(OwnQuestion question)
    {
        var options = Options(question);
        return options.Count == 0 ? null : new ResponseSet { Id = question.Code.Replace('_', '-'), Options = options };
    }

    private static ResponseOption Instead(MissingKind kind) => new()
    {
        Code = kind switch { MissingKind.DoesNotApply => "na", MissingKind.PreferNotToSay => "pnts", _ => "notsure" },
        Label = LocalText.Of(Words(kind)),
        Missing = kind,
        Exclusive = true,
    };

    private static LocalText? Text(string? text) => text is null ? null : LocalText.Of(text);
}
