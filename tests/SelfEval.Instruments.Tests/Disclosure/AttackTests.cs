using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Tests.Aggregation;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The attacker reads everything published of a round and makes every table of an item that agrees with it: the cells shown, the number of people, and
/// of each scale the number of scores, mean and spread; where all other items of a scale lie open, also what its mean leaves for this one. No cell of
/// 1…k−1 people may be the same in all of those tables.
/// </summary>
public sealed class AttackTests
{
    [Theory]
    [InlineData(3, 0.0, 0.5)]
    [InlineData(3, 0.1, 0.8)]
    [InlineData(5, 0.0, 0.8)]
    [InlineData(5, 0.1, 0.2)]
    [InlineData(5, 0.03, 0.95)]
    [Asvs("E10")]
    public void No_small_cell_can_be_worked_out(int k, double gaps, double lean)
    {
        var shown = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var figures = Rounds.Of(Rounds.People(seed, k + seed % 12, lean, gaps));
            var published = DisclosureGate.Publish(figures, k);
            shown += published.Scales.Count(scale => scale.Mean is not null) + published.Items.Sum(item => item.Options.Count(cell => cell.People is not null));
            foreach (var item in figures.Items.Where(item => item.Item.Kind == ItemKind.SingleChoice)) Attack(item, figures, published, k);
            foreach (var scale in published.Scales) Assert.All(scale.Distribution, cell => Assert.False(cell.People is > 0 && cell.People < k));
        }

        Assert.True(shown > 100, "A gate that shows nothing protects nothing worth protecting.");
    }

    private static void Attack(ItemFigures item, RoundFigures figures, PublishedRound published, int k)
    {
        var view = published.FindItem(item.Item.Code)!;
        long?[] seen = [.. view.Options.Select(cell => cell.People), .. item.Missing.Select((_, kind) => MissingSeen(view, kind))];
        long[] real = [.. item.Options.Select(option => option.People), .. item.Missing];
        var options = item.Options.Count;
        var known = new List<Func<long[], bool>>();
        foreach (var scale in published.Scales.Where(scale => scale.Mean is not null && scale.ItemCodes.SequenceEqual([item.Item.Code])))
        {
            long Scored(long[] table) => table.Take(options).Sum();
            if (scale.N is { } n) known.Add(table => Scored(table) == n);
            double Score(int option) => !scale.IsShare ? option + 1 : scale.Scale == "positive" ? option == 2 ? 1 : 0 : option == 0 ? 1 : 0;
            double Mean(long[] table) => Scored(table) == 0 ? double.NaN : table.Take(options).Select((c, i) => c * Score(i)).Sum() / Scored(table);
            known.Add(table => Math.Abs(Mean(table) - scale.Mean!.Value) < (scale.N is null ? 0.5 * Math.Pow(10, scale.IsShare ? -2 : -scale.Decimals) + 1e-9 : 1e-9));
            if (scale.StandardDeviation is { } spread)
                known.Add(table => Math.Abs(Math.Sqrt(table.Take(options).Select((c, i) => c * Math.Pow(Score(i) - Mean(table), 2)).Sum() / (Scored(table) - 1)) - spread) < 1e-9);
        }

        var many = published.FindScale("test.many")!;
        var others = many.ItemCodes.Where(code => code != item.Item.Code).Select(code => published.FindItem(code)!).ToList();
        if (many is { Mean: { } mean, N: { } all } && many.ItemCodes.Contains(item.Item.Code) && all == figures.Responses && !others.Any(other => other.HidesSome))
        {
            var left = mean * all - others.Sum(other => other.Options.Sum(cell => cell.Value!.Value * cell.People!.Value));
            known.Add(table => Math.Abs(table.Take(options).Select((c, i) => c * (i + 1.0)).Sum() - left) < 1e-6);
        }

        var possible = Tables(seen, figures.Responses).Where(table => known.All(agrees => agrees(table))).ToList();
        Assert.Contains(possible, table => table.SequenceEqual(real));
        for (var cell = 0; cell < real.Length; cell++)
        {
            if (real[cell] > 0 && real[cell] < k)
                Assert.True(possible.Any(table => table[cell] != real[cell]), $"k {k}: cell {cell} of {item.Item.Code} ({string.Join(' ', real)}) shown as {string.Join(' ', seen.Select(s => s is { } people ? $"{people}" : "x"))} can only be {real[cell]}");
        }
    }

    private static long? MissingSeen(PublishedItem view, int kind)
    {
        var name = ((MissingKind)kind).ToString();
        return view.Missing.FirstOrDefault(cell => cell.Code == name) is { } cell ? cell.People : 0;
    }

    private static IEnumerable<long[]> Tables(long?[] seen, long people)
    {
        var table = seen.Select(cell => cell ?? 0).ToArray();
        var open = Enumerable.Range(0, seen.Length).Where(cell => seen[cell] is null).ToArray();
        return open.Length == 0 ? [table] : Fill(0, people - table.Sum());

        IEnumerable<long[]> Fill(int at, long left)
        {
            if (at == open.Length - 1)
            {
                table[open[at]] = left;
                yield return table.ToArray();
                yield break;
            }

            for (long here = 0; here <= left; here++)
            {
                table[open[at]] = here;
                foreach (var done in Fill(at + 1, left - here)) yield return done;
            }
        }
    }
}
