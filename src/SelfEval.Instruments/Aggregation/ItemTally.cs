using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Aggregation;

/// <summary>Adds up the answers to one item.</summary>
internal sealed class ItemTally
{
    private readonly Item item;
    private readonly string instrument;
    private readonly ResponseOption[] options;
    private readonly Dictionary<string, int> optionByCode;
    private readonly Dictionary<string, MissingKind> missingByCode;
    private readonly long[] chosen;
    private readonly long[] missing = new long[Enum.GetValues<MissingKind>().Length];
    private long answered;
    private RunningMoments numbers;

    internal ItemTally(Item item, string instrument)
    {
        this.item = item;
        this.instrument = instrument;
        var all = item.Responses?.Options ?? [];
        options = [.. all.Where(option => option.Missing is null)];
        optionByCode = options.Index().ToDictionary(o => o.Item.Code, o => o.Index);
        missingByCode = all.Where(option => option.Missing is not null).ToDictionary(option => option.Code, option => option.Missing!.Value);
        chosen = new long[options.Length];
    }

    /// <summary>Counts one person's answer.</summary>
    /// <param name="answers">The answers, looked up item after item.</param>
    /// <param name="isShown">Whether the item was shown.</param>
    /// <param name="people">1, −1 to take the answer out, 0 only to look at it.</param>
    /// <returns>The number that scoring uses for it; not a number where there is none.</returns>
    internal double Count(ref AnswerWalk answers, bool isShown, int people)
    {
        if (!isShown) missing[(int)MissingKind.NotShown] += people;
        else if (!answers.TryGet(item.Code, out var answer)) missing[(int)MissingKind.Skipped] += people;
        else if (item.Kind == ItemKind.SeveralChoices) CountSeveral(answer.Codes, people);
        else if (item.IsChoice && answer.Text is { } option && optionByCode.TryGetValue(option, out var at)) return CountOne(at, people);
        else if (answer.Text is { } code && missingByCode.TryGetValue(code, out var kind)) missing[(int)kind] += people;
        else if (item.IsChoice) missing[(int)MissingKind.Skipped] += people;
        else if (item.Kind == ItemKind.Number) return CountNumber(answer.Number, people);
        else answered += people;
        return double.NaN;
    }

    internal void Merge(ItemTally other)
    {
        answered += other.answered;
        numbers = numbers.Merge(other.numbers);
        for (var i = 0; i < chosen.Length; i++) chosen[i] += other.chosen[i];
        for (var i = 0; i < missing.Length; i++) missing[i] += other.missing[i];
    }

    /// <summary>Takes out what another tally counted, all of which this one counted too.</summary>
    internal void TakeOut(ItemTally other)
    {
        answered -= other.answered;
        numbers = numbers.Without(other.numbers);
        for (var i = 0; i < chosen.Length; i++) chosen[i] -= other.chosen[i];
        for (var i = 0; i < missing.Length; i++) missing[i] -= other.missing[i];
    }

    internal ItemState ToState() => new() { Answered = answered, Numbers = MomentsState.Of(numbers), Chosen = [.. chosen], Missing = [.. missing] };

    internal void Load(ItemState state)
    {
        TallyState.Fill(state.Chosen, chosen);
        TallyState.Fill(state.Missing, missing);
        answered = state.Answered;
        numbers = state.Numbers.ToMoments();
    }

    internal ItemFigures ToFigures() => new()
    {
        Item = item,
        Instrument = instrument,
        Answered = answered,
        Options = [.. options.Zip(chosen, (option, people) => new OptionCount(option, people))],
        Missing = [.. missing],
        Numbers = numbers,
    };

    private void CountSeveral(IReadOnlyList<string> codes, int people)
    {
        var real = codes.Where(optionByCode.ContainsKey).Distinct().ToList();
        if (real.Count == 0)
        {
            var kind = codes.Select(code => missingByCode.TryGetValue(code, out var m) ? m : (MissingKind?)null).FirstOrDefault(m => m is not null);
            missing[(int)(kind ?? MissingKind.Skipped)] += people;
            return;
        }

        answered += people;
        foreach (var code in real) chosen[optionByCode[code]] += people;
    }

    private double CountOne(int option, int people)
    {
        answered += people;
        chosen[option] += people;
        return options[option].Value ?? double.NaN;
    }

    private double CountNumber(double? number, int people)
    {
        if (number is not { } value || !double.IsFinite(value))
        {
            missing[(int)MissingKind.Skipped] += people;
            return double.NaN;
        }

        answered += people;
        if (people != 0) numbers = people > 0 ? numbers.Add(value) : numbers.Remove(value);
        return value;
    }
}
