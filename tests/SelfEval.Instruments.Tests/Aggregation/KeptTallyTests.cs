using System.Text.Json;
using CsCheck;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Aggregation;

/// <summary>Folding: a tally that is kept, read again, gone on with and taken apart says what a full recount says.</summary>
public sealed class KeptTallyTests
{
    private static readonly Breakdown[] Breakdowns =
    [
        new("friend", LocalText.Of("Friend"), [Group("1"), Group("3")]),
        new(Breakdown.Site, LocalText.Of("Site"), [Group("north"), Group("south")]),
    ];

    [Fact]
    public void Kept_and_gone_on_with_in_any_steps_it_equals_a_recount() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 12], Gen.Int).Sample((joins, steps, seed) =>
        {
            var random = new Random(seed);
            var people = Rounds.People(seed, joins, gaps: 0.15).Select(sheet => (Sheet: sheet, Site: random.Next(4) switch { 0 => null, 1 => "south", 2 => "gone", _ => "north" })).ToList();
            RoundTally joined = Empty(), left = Empty();
            var stayed = new List<(AnswerSheet, string?)>();
            foreach (var person in people)
            {
                Add(joined, person);
                if (random.Next(4) == 0) Add(left, person);
                else stayed.Add(person);
                if (random.Next(12) >= steps) continue;
                joined = RoundTally.Read(Rounds.Questionnaire, Breakdowns, joined.ToJson());
                left = RoundTally.Read(Rounds.Questionnaire, Breakdowns, left.ToJson());
            }

            var recount = Empty();
            foreach (var person in stayed.OrderBy(_ => random.Next())) Add(recount, person);
            Assert.Equal(Text(recount), Text(joined.Without(left)));
            Assert.Equal(stayed.Count, joined.Without(left).Responses);
        }, iter: 200);

    [Fact]
    public void Each_group_holds_its_own_people_and_the_rest_did_not_tell()
    {
        var tally = Empty();
        Add(tally, (Rounds.Sheet("""{"single":"4","friend":"3"}"""), "north"));
        Add(tally, (Rounds.Sheet("""{"single":"2","friend":"3"}"""), null));
        Add(tally, (Rounds.Sheet("""{"single":"1","friend":"1"}"""), "north"));
        Add(tally, (Rounds.Sheet("""{"single":"1","friend":"na"}"""), "closed long ago"));

        var (friend, site) = (tally.ToFigures(null).Breakdowns[0], tally.ToFigures(null).Breakdowns[1]);

        Assert.Equal([1, 2, 1], [.. friend.Groups.Select(g => g.Responses), friend.NotTold]);
        Assert.Equal([2, 0, 2], [.. site.Groups.Select(g => g.Responses), site.NotTold]);
        var one = Rounds.Questionnaire.Instruments[0].Scales.Index().Single(s => s.Item.Id == "one").Index;
        Assert.Equal((2, 3.0), (friend.Groups[1].Scales[one].Scores.Count, friend.Groups[1].Scales[one].Scores.Mean));
        Assert.Equal((2, 2.5), (site.Groups[0].Scales[one].Scores.Count, site.Groups[0].Scales[one].Scores.Mean));
    }

    [Fact]
    public void A_tally_with_other_groups_is_refused()
    {
        var other = new RoundTally(Rounds.Questionnaire, [Breakdowns[0]]);
        var fewer = new RoundTally(Rounds.Questionnaire, [Breakdowns[0] with { Groups = [Group("1")] }, Breakdowns[1]]);
        Assert.Throws<ArgumentException>(() => Empty().Merge(other));
        Assert.Throws<ArgumentException>(() => Empty().Without(fewer));
        Assert.Throws<JsonException>(() => RoundTally.Read(Rounds.Questionnaire, Breakdowns, other.ToJson()));
        Assert.Throws<JsonException>(() => RoundTally.Read(Rounds.Questionnaire, Breakdowns, fewer.ToJson()));
        Assert.Throws<JsonException>(() => RoundTally.Read(Rounds.Questionnaire, Breakdowns, "null"));
    }

    [Fact]
    public void More_than_was_counted_cannot_be_taken_out()
    {
        var more = Empty();
        Add(more, (Rounds.Sheet("{}"), null));
        Assert.Throws<InvalidOperationException>(() => Empty().Without(more));
    }

    private static BreakdownGroup Group(string code) => new(code, LocalText.Of(code));

    private static RoundTally Empty() => new(Rounds.Questionnaire, Breakdowns);

    private static void Add(RoundTally tally, (AnswerSheet Sheet, string? Site) person) =>
        tally.Add(person.Sheet, Scorer.Score(Rounds.Questionnaire, person.Sheet), site: person.Site);

    /// <summary>The kept text with figures instead of the sums' inner halves, which depend on the order of adding.</summary>
    private static string Text(RoundTally tally)
    {
        static object Of(ScaleFigures s) => new { s.Scores.Count, s.Scores.Mean, s.Scores.StandardDeviation, s.Ranges, s.Bands, Unscored = s.Unscored.OrderBy(u => u.Key), s.AtMaximum, s.AtMinimum };
        var figures = tally.ToFigures(null);
        return JsonSerializer.Serialize(new
        {
            figures.Responses,
            Scales = figures.Scales.Select(Of),
            Items = figures.Items.Select(i => new { i.Answered, i.Missing, People = i.Options.Select(o => o.People), i.Numbers.Mean }),
            Groups = figures.Breakdowns.Select(b => new { b.NotTold, Groups = b.Groups.Select(g => new { g.Responses, Scales = g.Scales.Select(Of) }) }),
        });
    }
}
