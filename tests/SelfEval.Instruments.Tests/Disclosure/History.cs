using System.Numerics;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// A made-up team over three rounds: people join, leave, answer, answer late, correct their answers and take them back. What is published is decided by
/// <see cref="RoundLedger"/> alone; here is only when an edition is due, as DESIGN section 6 has it: at k, after at least k further answers, at the
/// close, and after it when the number differs by at least k.
/// </summary>
internal sealed class History
{
    private readonly Random random;
    private readonly bool protects;
    private readonly int[][] groupOf;
    private readonly int[] groups;
    private int pairs;

    internal History(int seed, bool protects = true)
    {
        random = new Random(seed);
        this.protects = protects;
        K = random.Next(3, 6);
        var people = random.Next(12, 41);
        groups = [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => random.Next(2, 5))];
        groupOf = [.. Enumerable.Range(0, people).Select(_ => groups.Select(some => random.NextDouble() < 0.06 ? -1 : random.Next(some)).ToArray())];
        var lean = random.Next(1, 6);
        var answering = 0.6 + 0.35 * random.NextDouble();
        var team = Enumerable.Range(0, people).Where(_ => random.NextDouble() < 0.9).ToHashSet();
        for (var round = 0; round < 3; round++)
        {
            for (var person = 0; person < people; person++)
            {
                if (random.NextDouble() < 0.06 && !team.Remove(person)) team.Add(person);
            }

            Hold(new Round(), [.. team.Where(_ => random.NextDouble() < answering)], lean);
        }
    }

    internal int K { get; }

    internal List<Round> Rounds { get; } = [];

    /// <summary>Every figure that came up for publishing.</summary>
    internal List<Cell> Cells { get; } = [];

    internal enum Kind
    {
        Edition,
        SamePeople,
        Group,
    }

    /// <summary>A figure that came up for publishing.</summary>
    /// <param name="Kind">What of.</param>
    /// <param name="Sets">Whose answers it is made of: of the same people, a set in each of the two rounds.</param>
    /// <param name="IsSafe">Whether it would be safe as the next one alone.</param>
    /// <param name="IsPublished">Whether it was.</param>
    internal sealed record Cell(Kind Kind, IReadOnlyList<(Round Round, Output Output)> Sets, bool IsSafe, bool IsPublished)
    {
        internal bool HasAnswers => Sets.All(set => set.Output.Answers != 0);
    }

    internal sealed class Version(int person, double? score)
    {
        internal int Person { get; } = person;

        internal double? Score { get; } = score;

        internal bool IsValid { get; set; } = true;

        internal List<int> Outputs { get; } = [];
    }

    /// <summary>What was put to the ledger: an edition, or a part of one.</summary>
    internal sealed record Output(int Number, int? Edition, ulong Answers, bool IsShown, int Breakdown = -1);

    internal sealed class Round
    {
        internal List<Version> Versions { get; } = [];

        internal List<Output> Outputs { get; } = [];

        internal IEnumerable<Version> Counted => Versions.Where(version => version.IsValid);

        internal Output? Last => Outputs.LastOrDefault(output => output.Edition is null);

        /// <summary>The answers with a score among those in an output, and in the edition it is a part of.</summary>
        internal ulong Answers(int output, int? edition = null) => Versions.Index()
            .Where(v => v.Item.Score is not null && v.Item.Outputs.Contains(output) && (edition is null || v.Item.Outputs.Contains(edition.Value)))
            .Aggregate(0UL, (all, v) => all | 1UL << v.Index);

        internal bool IsAlike(ulong answers) => Versions.Where((_, at) => (answers >> at & 1) == 1).Select(version => version.Score).Distinct().Count() == 1;
    }

    private void Hold(Round round, int[] people, int lean)
    {
        random.Shuffle(people);
        Rounds.Add(round);
        var late = random.Next(people.Length / 4 + 1);
        var (last, next, corrections) = (0, 0, 0);
        foreach (var (at, person) in people.Index())
        {
            if (at == people.Length - late) Close();
            round.Versions.Add(new Version(person, random.NextDouble() < 0.05 ? null : Score(lean)));
            if (random.NextDouble() < 0.05 && corrections++ < 10) Correct(round, lean);
            if (random.NextDouble() < 0.04) TakeBack(round);
            var count = round.Counted.Count();
            var due = round.Last is null ? count >= K : at < people.Length - late ? count - last >= K : Math.Abs(count - last) >= K;
            if (due && (at < people.Length - late ? Edition(round, next) : Final(round, next))) last = count;
        }

        if (late == 0) Close();
        return;

        void Close()
        {
            if (round.Counted.Count() >= K && Final(round, next)) last = round.Counted.Count();
        }

        bool Edition(Round of, int number) => Publish(of, number, out next);
        bool Final(Round of, int number)
        {
            var isNew = Publish(of, number, out next);
            // What stays as it was has its parts already.
            if (of.Last is not null && (isNew || of.Outputs.All(output => output.Breakdown < 0))) Parts(of, ref next);
            return isNew;
        }
    }

    private int Score(int lean) => random.NextDouble() < 0.5 ? lean : random.Next(1, 6);

    private void Correct(Round round, int lean)
    {
        var old = round.Counted.ElementAt(random.Next(round.Counted.Count()));
        old.IsValid = false;
        round.Versions.Add(new Version(old.Person, Score(lean)));
    }

    private void TakeBack(Round round)
    {
        var old = round.Counted.ElementAt(random.Next(round.Counted.Count()));
        old.IsValid = false;
    }

    private bool Publish(Round round, int number, out int next)
    {
        next = number + 1;
        foreach (var version in round.Counted) version.Outputs.Add(number);
        var answers = round.Answers(number);
        var isSafe = IsSafe(round, answers);
        var decision = Ledger(round).PublishEdition(number);
        var output = new Output(number, null, answers, decision.IsPublished && decision.Scales[0] is null);
        Cells.Add(new Cell(Kind.Edition, [(round, output)], isSafe, output.IsShown));
        if (decision.IsPublished) round.Outputs.Add(output);
        return decision.IsPublished;
    }

    private void Parts(Round round, ref int next)
    {
        var edition = round.Last!.Number;
        var same = new List<(Round Other, int Here, int There)>();
        foreach (var other in Rounds.Where(other => other != round && other.Last is not null).Reverse())
        {
            var (here, there) = (next++, 1000 + pairs++);
            foreach (var version in Both(round, other)) version.Outputs.Add(here);
            foreach (var version in Both(other, round)) version.Outputs.Add(there);
            same.Add((other, here, there));
        }

        var parts = new List<(int Output, int Breakdown)>();
        foreach (var (breakdown, some) in groups.Index())
        {
            for (var group = 0; group < some; group++)
            {
                var output = next++;
                foreach (var version in round.Counted.Where(version => groupOf[version.Person][breakdown] == group)) version.Outputs.Add(output);
                parts.Add((output, breakdown));
            }
        }

        var ledger = Ledger(round);
        // The groups come with the edition, the same people with the comparison made of it afterwards (PublishEdition, PublishComparison).
        var groupsOut = new List<Output>();
        var decisions = ledger.PublishGroups([.. parts.Select(part => part.Output)]);
        foreach (var ((output, breakdown), decision) in parts.Zip(decisions))
        {
            var answers = round.Answers(output, edition);
            var part = new Output(output, edition, answers, decision[0] is null, breakdown);
            Cells.Add(new Cell(Kind.Group, [(round, part)], IsSafe(round, answers), part.IsShown));
            groupsOut.Add(part);
        }

        round.Outputs.AddRange(groupsOut);

        foreach (var (other, here, there) in same)
        {
            var (mine, theirs) = (round.Answers(here, edition), other.Answers(there, other.Last!.Number));
            var isSafe = IsSafe(round, mine) && IsSafe(other, theirs);
            var isShown = ledger.PublishSamePeople("s", here, Ledger(other), there) is null;
            var (one, two) = (new Output(here, edition, mine, isShown), new Output(there, other.Last.Number, theirs, isShown));
            round.Outputs.Add(one);
            other.Outputs.Add(two);
            Cells.Add(new Cell(Kind.SamePeople, [(round, one), (other, two)], isSafe, isShown));
        }
    }

    private static List<Version> Both(Round here, Round there)
    {
        var others = there.Counted.Where(version => version.Score is not null && version.Outputs.Contains(there.Last!.Number)).Select(version => version.Person).ToHashSet();
        return [.. here.Counted.Where(version => version.Score is not null && version.Outputs.Contains(here.Last!.Number) && others.Contains(version.Person))];
    }

    /// <summary>The ledger as OpenLedger builds it: every answer there was, with its score, also one taken back; then what is out.</summary>
    private RoundLedger Ledger(Round round)
    {
        var ledger = new RoundLedger(K, ["s"], protects);
        foreach (var versions in round.Versions.GroupBy(version => version.Person))
            ledger.Add([.. versions.Select(v => new AnswerVersion(v.Outputs, [v.Score]))]);

        foreach (var output in round.Outputs)
        {
            if (output.Edition is { } edition) ledger.NotePart(output.Number, edition, [output.IsShown]);
            else ledger.NoteEdition(output.Number, [output.IsShown]);
        }

        return ledger;
    }

    /// <summary>
    /// Whether a cell could be published as the next one alone: it has k people, and its difference from each set that is out is about nobody or at least k; it, and a difference that is a
    /// part, are not all alike. (reliability-and-security 2.3, rule 2.)
    /// </summary>
    private bool IsSafe(Round round, ulong answers)
    {
        if (!IsOpen(round, answers) || answers == 0) return false;
        foreach (var other in round.Outputs.Where(output => output.IsShown && output.Answers != answers))
        {
            var (more, less) = (answers & ~other.Answers, other.Answers & ~answers);
            var people = round.Versions.Where((_, at) => ((more | less) >> at & 1) == 1).Select(version => version.Person).Distinct().Count();
            if (people < K || more == 0 && round.IsAlike(less) || less == 0 && round.IsAlike(more)) return false;
        }

        return true;
    }

    private bool IsOpen(Round round, ulong answers) => answers == 0 || BitOperations.PopCount(answers) >= K && !round.IsAlike(answers);
}
