using CsCheck;
using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>A ledger that leaves answers out must never publish what one that knows them all would hide.</summary>
public sealed class AtomSampleTests
{
    private const int First = 0, Last = 1, Groups = 2, Sets = 14;
    private static readonly AtomSample.Bounds Tight = new(Most: 12, Each: 6, Enough: 6);

    [Fact]
    public void Nothing_is_admitted_that_the_whole_ledger_refuses()
    {
        var (admitted, refused, leftOut) = (0, 0, 0);
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var random = new Random(seed);
            var whole = new RoundLedger(5, ["a", "b"], protects: true);
            var sample = new RoundLedger(5, ["a", "b"], protects: true, new AtomSample([First, Last], 2, Tight));
            var atoms = new HashSet<string>();
            for (var person = random.Next(20, 200); person > 0; person--)
            {
                var (outputs, scores) = Person(random);
                whole.Add(outputs, scores);
                sample.Add(outputs, scores);
                atoms.Add(string.Join(' ', outputs));
            }

            leftOut += atoms.Count - sample.Atoms;
            bool[] both = [true, true];
            whole.NoteEdition(First, both);
            sample.NoteEdition(First, both);
            // Asked of the sample first: what it admits is out, and the whole ledger must think so too, one after the other.
            for (var set = Last; set < Sets; set++)
            {
                var here = set == Last ? sample.PublishEdition(set).Scales : sample.PublishGroups([set])[0];
                if (set == Last)
                {
                    var there = whole.PublishEdition(set).Scales;
                    Assert.All(here.Zip(there), scale => Assert.True(scale.First is not null || scale.Second is null));
                    if (!here.SequenceEqual(there)) return;
                    continue;
                }

                foreach (var (scale, withheld) in here.Index())
                {
                    if (withheld is null) admitted++;
                    else refused++;
                }

                var after = whole.PublishGroups([set])[0];
                Assert.All(here.Zip(after), scale => Assert.True(scale.First is not null || scale.Second is null));
                // From here on they know different things.
                if (!here.SequenceEqual(after)) return;
            }
        }, iter: 300, threads: 1);
        Assert.True(leftOut > 1000, $"Only {leftOut} atoms were left out.");
        Assert.True(admitted > 500 && refused > 500, $"{admitted} admitted, {refused} refused.");
    }

    /// <summary>In both editions or one; in three breakdowns of four groups, or untold; with scores or without.</summary>
    private static (int[] Outputs, double?[] Scores) Person(Random random)
    {
        List<int> outputs = random.Next(10) switch { 0 => [First], 1 => [Last], _ => [First, Last] };
        if (outputs.Contains(Last))
        {
            for (var breakdown = 0; breakdown < 3; breakdown++)
                if (random.Next(8) > 0) outputs.Add(Groups + 4 * breakdown + (int)(4 * random.NextDouble() * random.NextDouble()));
        }

        return ([.. outputs], [random.Next(6) == 0 ? null : random.Next(5), random.Next(3) == 0 ? null : random.Next(2)]);
    }

    [Fact]
    public void Relations_are_those_that_hold_in_every_vector()
    {
        var dependencies = new Dependencies();
        Assert.False(dependencies.Holds([0, 1]));
        dependencies.Add([0, 1]);
        dependencies.Add([0, 2]);
        Assert.True(dependencies.Holds([0, 1]));
        Assert.False(dependencies.Holds([1]));
        Assert.False(dependencies.Holds([0, 3]));
        dependencies.Add([1, 2, 3]);
        dependencies.Add([0, 1]);
        // (0,1) + (0,2) − 2·(0) is no vector of noughts and ones; with (0) in it everything of 0, 1, 2 is.
        Assert.False(dependencies.Holds([0]));
        dependencies.Add([0]);
        Assert.All(new int[][] { [1], [2], [3], [0, 1, 2, 3], [] }, ones => Assert.True(dependencies.Holds(ones)));
        Assert.False(dependencies.Holds([4]));
    }
}
