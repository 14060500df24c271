using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// One item's tables in two editions, the one taken from the other, as somebody sees it who knows who came and who went between them. That the tables are sums over nobody or at
/// least k people, the <see cref="RoundLedger"/> sees to. Numbers of people are whole and never below nought, though, and so a difference can say more than a sum. Where no answer was given both
/// by somebody who came and by somebody who went, what is more has come and what is less has gone; and an answer that nobody gave in one of the tables nobody gave who is in both.
/// </summary>
/// <param name="joined">Those who came.</param>
/// <param name="left">Those who went.</param>
/// <param name="now">Everybody in the later edition.</param>
/// <param name="passed">People who are in both, because they came and went again meanwhile.</param>
/// <param name="k">The smallest number of people about whom something may follow.</param>
internal sealed class ItemDifference(ItemFigures joined, ItemFigures left, ItemFigures now, long passed, int k)
{
    private readonly long came = People(joined) - passed;
    private readonly long went = People(left) - passed;

    /// <summary>Whether the two tables tell what fewer than k of those who came, or went, answered, or that all of them gave one and the same answer.</summary>
    internal bool Tells()
    {
        if (joined.Item.Kind == ItemKind.SeveralChoices)
            return joined.Options.Zip(left.Options, now.Options).Any(option => Tells(Of(option.First.People, joined), Of(option.Second.People, left), Of(option.Third.People, now), answers: 1));
        return joined.Item.IsChoice
            ? Tells([.. joined.Options.Select(option => option.People), .. joined.Missing], [.. left.Options.Select(option => option.People), .. left.Missing],
                [.. now.Options.Select(option => option.People), .. now.Missing], joined.Options.Count)
            : Tells([joined.Answered, .. joined.Missing], [left.Answered, .. left.Missing], [now.Answered, .. now.Missing], answers: 0) || TellsNumbers();

        static long[] Of(long chose, ItemFigures item) => [chose, People(item) - chose];
    }

    /// <param name="joinedCells">Those who came, by cell.</param>
    /// <param name="leftCells">Those who went.</param>
    /// <param name="nowCells">Everybody in the later edition.</param>
    /// <param name="answers">How many of the cells, from the first, are answers that tell something where all gave them.</param>
    private bool Tells(long[] joinedCells, long[] leftCells, long[] nowCells, int answers)
    {
        if (came + went == 0) return false;
        long[] more = [.. joinedCells.Zip(leftCells, (come, gone) => come - gone)];
        // In each cell as many may have come as went beside what the difference says, up to the smaller of both tables; how many in all is known.
        long[] both = [.. nowCells.Zip(more, (now, grown) => Math.Min(now, now - grown))];
        var hidden = came - more.Sum(cell => Math.Max(0, cell));
        // Where nobody went, or nobody came, those in both tables are one of them, which looks after itself.
        var people = (Came: came, Went: went, Stayed: came > 0 && went > 0 ? nowCells.Sum() - came : 0);
        for (var cell = 0; cell < more.Length; cell++)
        {
            // What everybody did in both tables, each of them says alone.
            if (nowCells[cell] == nowCells.Sum() && nowCells[cell] - more[cell] == nowCells.Sum() - more.Sum()) continue;
            var least = Math.Max(0, hidden - (both.Sum() - both[cell]));
            if (least != Math.Min(both[cell], hidden)) continue;
            var isAnswer = cell < answers;
            if (IsTold(Math.Max(0, more[cell]) + least, people.Came, isAnswer) || IsTold(Math.Max(0, -more[cell]) + least, people.Went, isAnswer)
                || people.Stayed > 0 && IsTold(both[cell] - least, people.Stayed, isAnswer)) return true;
        }

        return false;
    }

    private bool IsTold(long gave, long people, bool isAnswer) => gave > 0 && (people < k || isAnswer && gave == people);

    /// <summary>A mean, taken from another of a few people fewer, tells the numbers of those few; and where all gave the same number there is no spread among them.</summary>
    private bool TellsNumbers()
    {
        if (joined.Item.Kind != ItemKind.Number || joined.Answered + left.Answered == 0) return false;
        return joined.Answered + left.Answered - 2 * passed < k
            || went == 0 && joined.Answered == People(joined) && joined.Numbers.StandardDeviation is null or 0
            || came == 0 && left.Answered == People(left) && left.Numbers.StandardDeviation is null or 0;
    }

    private static long People(ItemFigures item) => item.Missing.Sum() + item.Answered;
}
