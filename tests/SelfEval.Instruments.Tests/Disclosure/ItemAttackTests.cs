using System.Numerics;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Instruments.Tests.Aggregation;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The attacker of item tables over editions. He knows who is counted in every edition, reads every table that is shown of an item, and makes every way in which whole numbers of those who came
/// and went together can have answered so that all tables agree. Of no fewer than k people may it be the same in all of those ways how many gave an answer that somebody of them gave; and of nobody that all of them
/// gave one and the same.
/// </summary>
public sealed class ItemAttackTests
{
    private const int K = 3, Most = 400_000;

    [Theory]
    [InlineData(0.3, 0.0)]
    [InlineData(0.6, 0.05)]
    [InlineData(0.9, 0.02)]
    [Asvs("E10")]
    public void Tables_of_several_editions_tell_of_nobody(double lean, double gaps)
    {
        var (shown, editions, open) = (0, 0, 0);
        var leaks = new List<string>();
        for (var seed = 0; seed < 150; seed++)
        {
            var history = new Editions(seed, lean, gaps, protects: true);
            foreach (var code in Codes)
            {
                var attack = new Attack(history, code);
                if (attack.Leak is not null) leaks.Add($"history {seed}, {code}: {attack.Leak}");
                shown += attack.Tables;
                editions += history.Shown.Count;
                if (!attack.IsSettled) open++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{shown} tables of {editions} are shown anew; {open} attacks of {150 * Codes.Count} were broken off");
        Assert.True(leaks.Count == 0, $"{leaks.Count}\n{string.Join('\n', leaks.Take(12))}");
        Assert.True(open < 150 * Codes.Count / 20, $"{open}");
        Assert.True(shown > editions / 4, $"{shown} of {editions}: a gate that shows nothing protects nothing worth protecting.");
    }

    [Fact]
    public void Without_protection_the_attacker_succeeds()
    {
        var told = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var history = new Editions(seed, 0.6, 0.05, protects: false);
            if (Codes.Any(code => new Attack(history, code).Leak is not null)) told++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{told} histories of 150 tell something");
        Assert.True(told > 25, $"{told}");
    }

    [Fact]
    public void One_who_went_is_not_told_by_the_cell_that_is_one_less()
    {
        var fold = EditionFold.Begin(Rounds.Questionnaire, []);
        AnswerSheet Single(int option) => Rounds.Sheet($$"""{"single":"{{option}}"}""");
        void Join(int option, int people)
        {
            for (var i = 0; i < people; i++) fold.Join(Single(option), Scorer.Score(Rounds.Questionnaire, Single(option)));
        }

        for (var option = 1; option <= 4; option++) Join(option, 5);
        var first = new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(null, null, _ => throw new InvalidOperationException());
        var kept = fold.ToJson();
        Assert.Equal([5L, 5, 5, 5], first.FindItem("single")!.Options.Take(4).Select(option => option.People));

        // Six came and one went. Where none of the six answered as the one did, the table would be one less there.
        foreach (var (lastOf, anew) in new[] { (2, false), (4, true) })
        {
            fold = EditionFold.After(Rounds.Questionnaire, [], kept);
            Join(1, 3);
            Join(2, 2);
            Join(lastOf, 1);
            fold.Leave(Single(4), Scorer.Score(Rounds.Questionnaire, Single(4)), 1);
            var second = new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(null, first, _ => kept);
            Assert.Equal(anew ? null : (int?)1, second.FindItem("single")!.AsOf);
        }
    }

    [Fact]
    public void One_number_is_not_told_by_two_means()
    {
        var fold = EditionFold.Begin(Rounds.Questionnaire, []);
        void Join(string json, int people)
        {
            for (var i = 0; i < people; i++)
            {
                var sheet = Rounds.Sheet(json.Replace("#", $"{30 + i}", StringComparison.Ordinal));
                fold.Join(sheet, Scorer.Score(Rounds.Questionnaire, sheet));
            }
        }

        Join("""{"age":#}""", 8);
        var first = new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(null, null, _ => throw new InvalidOperationException());
        var kept = fold.ToJson();
        Assert.Equal(33.5, first.FindItem("age")!.Mean);
        foreach (var (ages, anew) in new[] { (1, false), (2, false), (3, true) })
        {
            fold = EditionFold.After(Rounds.Questionnaire, [], kept);
            Join("""{"age":#}""", ages);
            Join("{}", 4);
            var second = new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(null, first, _ => kept).FindItem("age")!;
            Assert.Equal(anew ? null : (int?)1, second.AsOf);
            Assert.Equal(anew, second.Mean != 33.5);
        }
    }

    private static readonly IReadOnlyList<string> Codes = [.. Rounds.Questionnaire.Items.Where(item => item.Kind == ItemKind.SingleChoice).Select(item => item.Code)];

    /// <summary>People who come and go, and what is published of them; an edition counts in and out k answers or more.</summary>
    private sealed class Editions
    {
        internal Editions(int seed, double lean, double gaps, bool protects)
        {
            var random = new Random(seed);
            People = Rounds.People(seed, 40, lean, gaps);
            From = new int[People.Count];
            To = [.. Enumerable.Repeat(int.MaxValue, People.Count)];
            var (fold, next, kept, before) = (EditionFold.Begin(Rounds.Questionnaire, []), 0, new List<string>(), (PublishedRound?)null);
            for (var edition = 1; edition <= 4; edition++)
            {
                var members = Enumerable.Range(0, next).Where(person => To[person] == int.MaxValue).ToArray();
                var (came, went) = (edition == 1 ? random.Next(8, 13) : random.Next(0, 6), edition == 1 ? 0 : random.Next(0, 4));
                if (came + went < K || members.Length + came - went < K) (came, went) = (K, 0);
                random.Shuffle(members);
                foreach (var person in members.Take(went))
                {
                    fold.Leave(People[person], Scorer.Score(Rounds.Questionnaire, People[person]), From[person]);
                    To[person] = edition;
                }

                for (var person = next; person < next + came; person++)
                {
                    fold.Join(People[person], Scorer.Score(Rounds.Questionnaire, People[person]));
                    From[person] = edition;
                }

                next += came;
                before = protects ? new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(null, before, number => kept[number - 1])
                    : DisclosureGate.Publish(fold.Now().ToFigures(null), K);
                Shown.Add(before);
                kept.Add(fold.ToJson());
                fold = EditionFold.After(Rounds.Questionnaire, [], kept[^1]);
            }

            Count = next;
        }

        internal List<AnswerSheet> People { get; }

        internal int[] From { get; }

        internal int[] To { get; }

        internal int Count { get; }

        internal List<PublishedRound> Shown { get; } = [];
    }

    private sealed class Attack
    {
        private readonly int[][] real;
        private readonly int[] sizes;
        private readonly List<(bool[] In, int?[] Cells)> tables = [];
        private readonly List<(int Atoms, int Cell, int People)> suspects = [];
        private readonly int[][] tried;
        private int steps;

        internal Attack(Editions history, string code)
        {
            var item = Rounds.Questionnaire.FindItem(code)!;
            string[] names = [.. item.Responses!.Options.Where(option => option.Missing is null).Select(option => option.Code), .. Enum.GetNames<MissingKind>()];
            var options = names.Length - Enum.GetNames<MissingKind>().Length;
            var fresh = history.Shown.Index().Where(edition => edition.Item.FindItem(code) is { AsOf: null }).ToList();
            var columns = Enumerable.Range(0, history.Count)
                .GroupBy(person => fresh.Aggregate(0, (all, edition) => all * 2 + (history.From[person] <= edition.Index + 1 && edition.Index + 1 < history.To[person] ? 1 : 0)))
                .Where(atom => atom.Key != 0).Select(atom => atom.ToList()).ToList();
            real = [.. columns.Select(atom => names.Select(name => atom.Count(person => Answer(item, history.People[person]) == name)).ToArray())];
            sizes = [.. columns.Select(atom => atom.Count)];
            foreach (var (number, published) in fresh)
            {
                var view = published.FindItem(code)!;
                tables.Add(([.. columns.Select(atom => history.From[atom[0]] <= number + 1 && number + 1 < history.To[atom[0]])],
                    [.. names.Select((name, at) => at < options ? (int?)view.Options.Single(option => option.Code == name).People : view.Missing.FirstOrDefault(cell => cell.Code == name) is { } cell ? (int?)cell.People : 0)]));
            }

            Tables = tables.Count;
            foreach (var some in Enumerable.Range(1, (1 << sizes.Length) - 1))
            {
                var people = Enumerable.Range(0, sizes.Length).Where(atom => (some >> atom & 1) == 1).Sum(atom => sizes[atom]);
                for (var cell = 0; cell < names.Length; cell++)
                {
                    var gave = Of(real, some, cell);
                    if (people < K ? gave > 0 : gave == people && cell < options) suspects.Add((some, cell, gave));
                }
            }

            tried = [.. real.Select(atom => new int[atom.Length])];
            IsSettled = true;
            Try(0);
            if (IsSettled && suspects.Count > 0)
                Leak = string.Join("; ", suspects.Select(s => $"{BitOperations.PopCount((uint)s.Atoms)} atoms {string.Join('+', Enumerable.Range(0, sizes.Length).Where(a => (s.Atoms >> a & 1) == 1).Select(a => sizes[a]))}: {s.People} gave {names[s.Cell]}"))
                    + $". Answers of the atoms: {string.Join(" | ", real.Select(atom => string.Join(' ', atom)))}. Shown of the atoms of an edition: "
                    + string.Join(" | ", tables.Select(table => $"{string.Concat(table.In.Select(isIn => isIn ? '1' : '0'))}: {string.Join(' ', table.Cells.Select(cell => cell?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "x"))}"));
        }

        internal int Tables { get; }

        internal bool IsSettled { get; private set; }

        internal string? Leak { get; }

        private static string Answer(Item item, AnswerSheet sheet) => !sheet.TryGet(item.Code, out var answer) ? nameof(MissingKind.Skipped)
            : item.Responses!.Find(answer.Text!) is { Missing: { } missing } ? missing.ToString() : answer.Text!;

        private static int Of(int[][] answers, int some, int cell) => Enumerable.Range(0, answers.Length).Where(atom => (some >> atom & 1) == 1).Sum(atom => answers[atom][cell]);

        /// <summary>Every way for the atoms from this one on; what differs in one of them is no suspect any more.</summary>
        private void Try(int atom)
        {
            if (suspects.Count == 0) return;
            if (++steps > Most)
            {
                IsSettled = false;
                return;
            }

            if (atom == sizes.Length) suspects.RemoveAll(suspect => Of(tried, suspect.Atoms, suspect.Cell) != suspect.People);
            else Fill(atom, 0, sizes[atom]);
        }

        private void Fill(int atom, int cell, int left)
        {
            if (suspects.Count == 0 || !IsSettled) return;
            if (cell == tried[atom].Length)
            {
                if (left == 0) Try(atom + 1);
                return;
            }

            for (var here = 0; here <= left; here++)
            {
                tried[atom][cell] = here;
                if (Fits(atom, cell)) Fill(atom, cell + 1, left - here);
            }

            tried[atom][cell] = 0;
        }

        /// <summary>Whether each table can still agree in a cell: not too many by now, and with the last atom of it exactly as many.</summary>
        private bool Fits(int atom, int cell) => tables.TrueForAll(table =>
        {
            if (table.Cells[cell] is not { } people) return true;
            var (now, more) = (0, false);
            for (var other = 0; other < sizes.Length; other++)
            {
                if (!table.In[other]) continue;
                if (other <= atom) now += tried[other][cell];
                else more = true;
            }

            return more ? now <= people : now == people;
        });
    }
}
