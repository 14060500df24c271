using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>The table of one item: everyone is in one cell, of an option or of a kind of missing answer.</summary>
internal sealed class ItemTable
{
    private static readonly MissingKind[] Kinds = Enum.GetValues<MissingKind>();
    private readonly ItemFigures figures;
    private readonly long responses;
    private readonly int k;
    private readonly string language;
    private readonly long[] counts;
    private readonly int options;
    private readonly List<double[]> known = [];
    private readonly List<ScaleGate> beside = [];
    private bool[] hidden;

    internal ItemTable(ItemFigures figures, long responses, int k, string language)
    {
        this.figures = figures;
        this.responses = responses;
        this.k = k;
        this.language = language;
        // Where people do not stand in exactly one option each, those who answered are one cell.
        IsByOption = figures.Item.IsChoice && figures.Item.Kind != ItemKind.SeveralChoices;
        options = IsByOption ? figures.Options.Count : 1;
        counts = [.. IsByOption ? figures.Options.Select(option => option.People) : [figures.Answered], .. figures.Missing];
        hidden = new bool[counts.Length];
    }

    internal string Code => figures.Item.Code;

    internal bool HidesSome => hidden.Contains(true);

    private bool IsByOption { get; }

    /// <summary>Takes into account what a scale of this item alone shows.</summary>
    internal void Beside(ScaleGate scale)
    {
        if (!IsByOption) return;
        beside.Add(scale);
        var definition = scale.Figures.Scale;
        if (definition.Method is ScoringMethod.OptionProportions or ScoringMethod.Screening)
        {
            known.Add(Row(option => definition.Counted.Contains(option.Code) ? 1 : 0));
            if (scale.ShowsN) known.Add(Row(_ => 1));
            return;
        }

        if (scale.ShowsN) known.Add(Row(option => option.Value is null ? 0 : 1));
        if (definition.Method == ScoringMethod.TopScore)
        {
            var values = figures.Options.Where(o => o.Option.Value is not null).Select(o => o.Option.Value!.Value).ToList();
            if (values.Count == 0) return;
            var best = definition.Items[0].Reverse ? values.Min() : values.Max();
            known.Add(Row(option => option.Value == best ? 1 : 0));
            return;
        }

        known.Add(Row(option => Scored(definition, option) ?? 0));
        known.Add(Row(option => (Scored(definition, option) * Scored(definition, option)) ?? 0));
    }

    // A table gives each answer a number of its own; any other method one that moves in step with the option's value.
    private double? Scored(Scale scale, ResponseOption option)
    {
        if (scale.Table is not { } table || option.Value is not { } value) return option.Value;
        var values = figures.Options.Select(o => o.Option.Value).OfType<double>().ToList();
        var part = scale.Items[0];
        var raw = part.Weight * (part.Reverse ? values.Min() + values.Max() - value : value);
        return table.Rows.MinBy(row => Math.Abs(row.Raw - raw))?.Value;
    }

    /// <summary>Hides what is small, and the scales beside it where that is not enough.</summary>
    internal void Protect()
    {
        if (new CellProtection(counts, k, known, AllAlike()).Hide() is { } safe)
        {
            hidden = safe;
            return;
        }

        HideAll();
        foreach (var scale in beside) scale.Withhold();
    }

    /// <summary>Hides more where needed, so that even the mean of the answers tells no small cell; false where nothing helps.</summary>
    internal bool StandsItsMean()
    {
        if (!IsByOption) return true;
        if (new CellProtection(counts, k, [.. known, Row(option => option.Value ?? 0)], AllAlike()).Hide() is not { } safe) return false;
        hidden = safe;
        return true;
    }

    internal void HideAll() => Array.Fill(hidden, true);

    internal PublishedItem Publish()
    {
        var item = figures.Item;
        var all = hidden.All(h => h);
        var answered = IsByOption ? hidden.Contains(true) ? null : (long?)figures.Answered : hidden[0] ? null : figures.Answered;
        var published = new PublishedItem
        {
            Code = item.Code,
            Instrument = figures.Instrument,
            Text = item.Text.In(language),
            Kind = item.Kind,
            LowAnchor = item.LowAnchor?.In(language),
            HighAnchor = item.HighAnchor?.In(language),
            Tags = item.Tags,
            Responses = responses,
            Answered = answered,
            Options = IsByOption ? [.. figures.Options.Select((option, i) => Cell(option, !hidden[i]))]
                : item.Kind == ItemKind.SeveralChoices ? Several(answered) : [],
            Missing = [.. Kinds.Where(CanBe).Select(kind => Cell(kind, !hidden[options + (int)kind]))],
            Withheld = all ? Withheld.WouldIdentify : item.IsChoice || item.Kind == ItemKind.Number ? null : Withheld.NoFigures,
        };
        if (item.Kind == ItemKind.Number && answered >= k && figures.Numbers.StandardDeviation > 0)
            published = published with { Mean = figures.Numbers.Mean, StandardDeviation = figures.Numbers.StandardDeviation };
        return published with { Note = all ? PlainWords.AllHidden : published.HidesSome ? PlainWords.Hidden : null };
    }

    /// <summary>The one option that everybody who answered chose, if so: it tells what each person answered.</summary>
    private int[] AllAlike()
    {
        if (!IsByOption) return [];
        var used = Enumerable.Range(0, options).Where(i => counts[i] > 0).ToArray();
        return used.Length == 1 ? used : [];
    }

    /// <summary>Each option of several is a table of its own: those who chose it and those who did not.</summary>
    private PublishedCell[] Several(long? answered)
    {
        // Everyone who answered chose something, so the choices together bound a hidden number of them.
        var bounds = answered is null && figures.Options.Sum(option => option.People) < responses;
        return [.. figures.Options.Select(option =>
        {
            var others = figures.Answered - option.People;
            return Cell(option, !bounds && (option.People == 0 || option.People >= k && others >= k));
        })];
    }

    private bool CanBe(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => true,
        MissingKind.NotShown => figures.Item.ShowIf is not null || figures.Missing[(int)kind] > 0,
        _ => figures.Item.Responses?.Options.Any(option => option.Missing == kind) == true,
    };

    private PublishedCell Cell(OptionCount option, bool shown) => new()
    {
        Code = option.Option.Code,
        Label = option.Option.Label.In(language),
        Value = option.Option.Value,
        People = shown ? option.People : null,
        Share = shown ? (double)option.People / responses : null,
    };

    private PublishedCell Cell(MissingKind kind, bool shown) => new()
    {
        Code = kind.ToString(),
        Label = figures.Item.Responses?.Options.FirstOrDefault(option => option.Missing == kind)?.Label.In(language) ?? PlainWords.Missing(kind),
        People = shown ? figures.Missing[(int)kind] : null,
        Share = shown ? (double)figures.Missing[(int)kind] / responses : null,
    };

    private double[] Row(Func<ResponseOption, double> weight) =>
        [.. figures.Options.Select(option => weight(option.Option)), .. new double[Kinds.Length]];
}
