using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>A scale made of other scales. Its rule for missing answers counts scales without a score.</summary>
internal sealed class CompositeScale : CompiledScale
{
    private readonly int[] at;
    private readonly string[] ids;
    private readonly double[] weights;

    public CompositeScale(Instrument instrument, Scale scale, CodedItem[] items) : base(instrument, scale, items)
    {
        ids = [.. scale.Parts.Select(part => part.Scale)];
        at = [.. ids.Select(id => instrument.Scales.Select(other => other.Id).ToList().IndexOf(id))];
        weights = [.. scale.Parts.Select(part => part.Weight)];
    }

    public override ScaleScore Score(in SheetView sheet, ReadOnlySpan<ScaleValue> scored)
    {
        var used = new List<string>(at.Length);
        double plain = 0, weighted = 0, weight = 0;
        int hidden = 0, empty = 0;
        for (var i = 0; i < at.Length; i++)
        {
            var part = scored[at[i]];
            if (part.Value is null)
            {
                hidden += part.Unscored == UnscoredReason.NotAsked ? 1 : 0;
                empty += part.Unscored == UnscoredReason.NothingAnswered ? 1 : 0;
                continue;
            }
            used.Add(ids[i]);
            plain += part.Value.Value;
            weighted += weights[i] * part.Value.Value;
            weight += weights[i];
        }
        var working = new ScaleWorking(at.Length, used.Count, used.Count == at.Length ? ids : used, used.Count > 0 ? weighted : null, []);
        if (!Rule.Allows(used.Count, at.Length))
        {
            return Result(sheet, working, null, hidden == at.Length ? UnscoredReason.NotAsked
                : hidden + empty == at.Length ? UnscoredReason.NothingAnswered : UnscoredReason.TooManyMissing);
        }
        List<ReplacedItem>? replaced = null;
        if (used.Count < at.Length && Rule.Replacement == Replacement.PersonMean)
            replaced = Replace(scored, plain / used.Count, ref weighted, ref weight);
        var made = Rescaled(Scale.Combine == Combination.Mean ? weighted / weight : weighted);
        return Result(sheet, working, new ScaleOutcome(made) { Replaced = replaced });
    }

    private List<ReplacedItem> Replace(ReadOnlySpan<ScaleValue> scored, double mean, ref double weighted, ref double weight)
    {
        var replaced = new List<ReplacedItem>();
        for (var i = 0; i < at.Length; i++)
        {
            if (scored[at[i]].Value is not null)
                continue;
            weighted += weights[i] * mean;
            weight += weights[i];
            replaced.Add(new ReplacedItem(ids[i], mean, scored[at[i]].Unscored == UnscoredReason.NotAsked ? MissingKind.NotShown : MissingKind.Skipped));
        }
        return replaced;
    }
}
