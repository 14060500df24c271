namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The most figures of a history that could have been published together: by somebody who knows beforehand all that will come up and takes only what serves the whole. What is safe is
/// judged by the attacker, not by the product's ledger.
/// </summary>
internal sealed class HistoryOptimum
{
    private readonly int k;
    private readonly History.Cell[] cells;

    internal HistoryOptimum(History history)
    {
        k = history.K;
        cells = [.. history.Cells.Where(cell => cell.HasAnswers && !Tells([cell]))];
        var choice = new LargestChoice([.. cells.Select(_ => 1L)], some => !Tells(some.Select(at => cells[at])), 2_000);
        (Most, IsExact, Kept) = ((int)choice.Most, choice.IsExact, [.. choice.Members.Select(at => cells[at])]);
    }

    /// <summary>No more figures than this can be published together.</summary>
    internal int Most { get; }

    /// <summary>Whether so many can, and it is not only a bound above.</summary>
    internal bool IsExact { get; }

    /// <summary>The largest choice found.</summary>
    internal IReadOnlyList<History.Cell> Kept { get; }

    private bool Tells(IEnumerable<History.Cell> some) => some.SelectMany(cell => cell.Sets).GroupBy(set => set.Round, set => set.Output)
        .Any(round => new Attacker(round.Key, k, [.. round]) is var attacker && (attacker.TellsOfFew() || attacker.TellsOfAlike()));
}
