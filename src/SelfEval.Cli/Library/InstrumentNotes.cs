using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Library;

/// <summary>What is allowed in an instrument and yet is mostly an oversight. Said, never complained of.</summary>
internal static class InstrumentNotes
{
    /// <summary>The notes on a sound instrument, each with its place.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="file">Its file.</param>
    /// <param name="others">The instruments at hand, with which it will have to live; null where none are.</param>
    public static IEnumerable<string> Of(Instrument instrument, string file, InstrumentShelf? others) =>
        [.. Name(instrument, file), .. Neighbours(instrument, others), .. UnusedSets(instrument), .. instrument.Scales.SelectMany((scale, at) => InScale(scale, $"$.scales[{at}]"))];

    private static IEnumerable<string> Name(Instrument instrument, string file)
    {
        var full = Path.GetFullPath(file);
        if (Path.GetFileName(full) != $"{instrument.Version}.json" || Path.GetFileName(Path.GetDirectoryName(full)) != instrument.Id)
            yield return $"$.id: to be found by its id the file must be {instrument.Id}/{instrument.Version}.json";
    }

    private static IEnumerable<string> Neighbours(Instrument instrument, InstrumentShelf? others)
    {
        if (others?.Find(instrument.Id, instrument.Version) is { } same && same.ContentHash != instrument.ContentHash)
            yield return $"$.version: there is a {instrument.Id} {instrument.Version} already, with other content; a published version never changes, so write the next version or another id";
        foreach (var other in others?.All.Where(other => other.Id != instrument.Id).DistinctBy(other => other.Id) ?? [])
        {
            var at = instrument.Items.ToList().FindIndex(item => other.FindItem(item.Code) is not null);
            if (at >= 0)
                yield return $"$.items[{at}].code: '{instrument.Items[at].Code}' is an item of {other.Id}, so the two cannot stand in one folder; begin your codes with letters of your own";
        }
    }

    private static IEnumerable<string> UnusedSets(Instrument instrument)
    {
        for (var i = 0; i < instrument.ResponseSets.Count; i++)
        {
            var id = instrument.ResponseSets[i].Id;
            if (instrument.Items.All(item => item.Responses?.Id != id))
                yield return $"$.responseSets[{i}]: no item uses '{id}'";
        }
    }

    private static IEnumerable<string> InScale(Scale scale, string place)
    {
        for (var i = 0; i < scale.Rules.Count; i++)
        {
            if (scale.Rules[i] is { Kind: MissingRuleKind.AtMostMissing, Count: { } count } && count >= scale.PartCount)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{place}.rules[{i}].count: lets {count} of {scale.PartCount} be missing; one answer is needed whatever the rule, so {scale.PartCount - 1} says the same");
            }
        }
        foreach (var note in Turns(scale.Table?.Rows ?? [], place + ".table.rows"))
            yield return note;
    }

    // A table that goes up goes up all the way; a row that falls back is mostly a slip of the finger.
    private static IEnumerable<string> Turns(IReadOnlyList<LookupRow> rows, string place)
    {
        var sorted = rows.Select((row, at) => (Row: row, At: at)).OrderBy(one => one.Row.Raw).ToList();
        if (sorted.Count < 3)
            yield break;
        var way = Math.Sign(sorted[^1].Row.Value - sorted[0].Row.Value);
        for (var i = 1; i < sorted.Count; i++)
        {
            var (before, row) = (sorted[i - 1].Row, sorted[i].Row);
            if (way != 0 && Math.Sign(row.Value - before.Value) == -way)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{place}[{sorted[i].At}].value: the table goes {(way > 0 ? "up" : "down")}, but from {before.Raw} to {row.Raw} it goes from {before.Value} to {row.Value}; is that a slip?");
            }
        }
    }
}
