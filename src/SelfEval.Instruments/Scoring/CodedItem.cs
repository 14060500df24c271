using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>An answer as the scorer sees it.</summary>
/// <param name="Value">The number answered; not a number where there is none.</param>
/// <param name="Option">Position of the option chosen; −1 where none was.</param>
/// <param name="Missing">Why there is no substantive answer; null where there is one.</param>
internal readonly record struct CodedAnswer(double Value, int Option, MissingKind? Missing);

/// <summary>Turns the raw answers of one item into what the scorer sees.</summary>
internal sealed class CodedItem
{
    private static readonly CodedAnswer Skipped = new(double.NaN, -1, MissingKind.Skipped);
    private static readonly CodedAnswer NotShown = new(double.NaN, -1, MissingKind.NotShown);

    private readonly string code;
    private readonly bool isNumber;
    private readonly string[] options;
    private readonly CodedAnswer[] byOption;

    public CodedItem(Item item)
    {
        Item = item;
        code = item.Code;
        isNumber = item.Kind == ItemKind.Number;
        options = item.Responses?.Options.Select(option => option.Code).ToArray() ?? [];
        byOption = item.Responses?.Options.Select((option, i) => new CodedAnswer(option.Value ?? double.NaN, i, option.Missing)).ToArray() ?? [];
    }

    public Item Item { get; }

    /// <summary>What an item stands for that was shown and left blank.</summary>
    public static CodedAnswer Blank => Skipped;

    /// <summary>What an item stands for that was not shown.</summary>
    public static CodedAnswer Hidden => NotShown;

    /// <summary>The option at a position among the item's options.</summary>
    public ref readonly CodedAnswer Option(int position) => ref byOption[position];

    /// <summary>The option with this code; false where there is none.</summary>
    public bool TryCode(ReadOnlySpan<char> option, out CodedAnswer coded)
    {
        for (var i = 0; i < options.Length; i++)
        {
            if (option.SequenceEqual(options[i]))
            {
                coded = byOption[i];
                return true;
            }
        }
        coded = default;
        return false;
    }

    /// <summary>The first option that stands for this kind of missing answer; false where there is none.</summary>
    public bool TryCode(MissingKind missing, out CodedAnswer coded)
    {
        foreach (var option in byOption)
        {
            if (option.Missing == missing)
            {
                coded = option;
                return true;
            }
        }
        coded = default;
        return false;
    }

    /// <summary>False where the answer does not fit the item.</summary>
    public bool TryCode(AnswerSheet sheet, IReadOnlySet<string>? shown, out CodedAnswer coded)
    {
        var answers = sheet.Walk();
        return TryCode(ref answers, shown, out coded);
    }

    /// <inheritdoc cref="TryCode(AnswerSheet, IReadOnlySet{string}?, out CodedAnswer)"/>
    public bool TryCode(ref AnswerWalk answers, IReadOnlySet<string>? shown, out CodedAnswer coded)
    {
        if (shown is not null && !shown.Contains(code))
        {
            coded = NotShown;
            return true;
        }
        if (!answers.TryGet(code, out var answer))
        {
            coded = Skipped;
            return true;
        }
        if (answer.Several is [var only])
            answer = new Answer(only);
        if (answer.Text is { } text)
        {
            for (var i = 0; i < options.Length; i++)
            {
                if (string.Equals(options[i], text, StringComparison.Ordinal))
                {
                    coded = byOption[i];
                    return true;
                }
            }
        }
        if (isNumber && answer.Number is { } number && AnswerChecks.Check(Item, answer) is null)
        {
            coded = new CodedAnswer(number, -1, null);
            return true;
        }
        coded = default;
        return false;
    }
}
