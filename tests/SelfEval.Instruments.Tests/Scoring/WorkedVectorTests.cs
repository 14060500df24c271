using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>
/// The worked vectors of the reference for published families whose scoring can be said as data. The items are blank: only structure and arithmetic
/// are here, and no published wording or table.
/// </summary>
public sealed class WorkedVectorTests
{
    [Theory] // shared decisions, nine items 0-5, stretched to 0-100, at most two replaced
    [InlineData("5 5 5 5 5 5 5 5 5", 100.0)]
    [InlineData("0 0 0 0 0 0 0 0 0", 0.0)]
    [InlineData("4 4 3 5 4 4 3 4 4", 35 * 20 / 9.0)]
    [InlineData("4 4 3 5 4 4 3 - 4", 77.5)]
    [InlineData("4 4 3 5 4 4 3 - -", 27 * 9 / 7.0 * 20 / 9)]
    [InlineData("4 4 3 5 4 4 - - -", null)]
    public void Nine_items_of_shared_decisions(string answers, double? expected) =>
        Check(Bench.Of(9, 0, 5, Total("sum", 9, Bench.AtMost(2), 0, 100, "\"rescaleTo100\":true")), answers, expected);

    [Theory] // the five-point form of the three-item measure
    [InlineData("4 4 4", 1.0)]
    [InlineData("4 4 3", 0.0)]
    [InlineData("4 - 4", null)]
    public void Three_items_top_score(string answers, double? expected) =>
        Check(Bench.Of(3, 0, 4, $$""" "method":"topScore","items":{{Bench.Codes(3)}},"rules":{{Bench.All}},"minimum":0,"maximum":1,"higherIsBetter":true """), answers, expected);

    [Fact]
    public void An_answer_outside_the_options_is_refused_and_not_scored() =>
        Assert.Throws<AnswersRefusedException>(() => Bench.Score(Bench.Of(3, 0, 4, Total("sum", 3, Bench.All, 0, 12)), "4 4 9"));

    [Theory] // four construct items 1-5, half rule
    [InlineData("4 5 4 3", 4.0)]
    [InlineData("4 5 NA 3", 4.0)]
    [InlineData("4 NA NA 5", 4.5)]
    [InlineData("4 NA NA NA", null)]
    public void Coherence(string answers, double? expected) => Check(Bench.Of(4, 1, 5, Total("mean", 4, Bench.Half, 1, 5)), answers, expected);

    [Fact] // seven items, the second turned round
    public void Collective_action_has_a_reversed_item() =>
        Check(Bench.Of(7, 1, 5, $$""" "method":"mean","items":{{Bench.Codes(7, 2)}},"rules":{{Bench.Half}},"minimum":1,"maximum":5 """), "4 2 4 5 3 4 3", 27 / 7.0);

    [Theory] // nine items 1-5, half rule
    [InlineData("5 5 5 5 5 5 5 5 5", 5.0)]
    [InlineData("4 4 5 3 4 4 5 4 4", 37 / 9.0)]
    [InlineData("4 4 5 3 4 4 5 4 -", 4.125)]
    [InlineData("4 4 5 3 - - - - -", null)]
    [InlineData("1 1 1 1 1 1 1 1 1", 1.0)]
    public void Patient_doctor_relationship(string answers, double? expected) => Check(Bench.Of(9, 1, 5, Total("mean", 9, Bench.Half, 1, 5)), answers, expected);

    [Theory] // eleven items, four turned round (1, 5, 7, 11), stretched to 0-100
    [InlineData("5 5 5 5 5 5 5 5 5 5 5", 28 / 44.0 * 100)]
    [InlineData("3 3 3 3 3 3 3 3 3 3 3", 50.0)]
    [InlineData("1 5 5 5 1 5 1 5 5 5 1", 100.0)]
    [InlineData("2 4 4 3 2 4 2 4 5 4 2", 75.0)]
    [InlineData("5 1 1 1 5 1 5 1 1 1 5", 0.0)]
    [InlineData("- 5 5 5 1 5 1 5 5 5 1", null)]
    public void Trust_with_reversed_items(string answers, double? expected) =>
        Check(Bench.Of(11, 1, 5, $$""" "method":"sum","items":{{Bench.Codes(11, 1, 5, 7, 11)}},"rules":{{Bench.All}},"minimum":0,"maximum":100,"rescaleTo100":true """), answers, expected);

    [Theory] // four yes or no items: a total and a screening beside it
    [InlineData("1 1 1 1", 4.0, 0.0)]
    [InlineData("1 1 1 0", 3.0, 1.0)]
    [InlineData("0 0 0 0", 0.0, 1.0)]
    [InlineData("1 1 1 -", null, null)]
    [InlineData("1 0 - -", null, 1.0)]
    public void One_no_decides(string answers, double? total, double? screening)
    {
        var instrument = Make.Read(Bench.Json(4, 0, 1,
            $$"""{"id":"total","title":{"en":"T"},{{Total("sum", 4, Bench.All, 0, 4)}}}""",
            $$"""{"id":"conflict","title":{"en":"C"},"method":"screening","items":{{Bench.Codes(4)}},"counted":["0"],"rules":{{Bench.All}},"minimum":0,"maximum":1,"higherIsBetter":false}"""));
        Assert.Equal([total, screening], Bench.Scores(instrument, answers).Select(score => score.Value));
    }

    [Theory] // four lines of 10 cm in millimetres: 36 and below wants a talk
    [InlineData("""{"l1":10,"l2":10,"l3":10,"l4":10}""", 40.0, "fine")]
    [InlineData("""{"l1":9,"l2":9,"l3":9,"l4":9}""", 36.0, "talk")]
    [InlineData("""{"l1":9.1,"l2":9,"l3":9,"l4":9}""", 36.1, "fine")]
    [InlineData("""{"l1":9,"l2":9,"l3":9.1,"l4":9}""", 36.1, "fine")]
    [InlineData("""{"l1":9,"l2":9,"l3":9}""", null, null)]
    public void Four_lines_have_a_cut(string answers, double? expected, string? band)
    {
        var score = Scorer.Score(Lines, AnswerSheet.Read(answers))[0];
        Assert.Equal(expected is null, score.Value is null);
        Assert.Equal(expected ?? 0, score.Value ?? 0, 1e-12);
        Assert.Equal(band, score.Band);
    }

    [Fact]
    public void A_line_longer_than_10_cm_is_refused() => Assert.Throws<AnswersRefusedException>(() => Scorer.Score(Lines, AnswerSheet.Read("""{"l1":10.1}""")));

    [Theory] // nine care items 1-3, "don't know" (na) not scored, half rule, prorated
    [InlineData("3 3 3 3 3 3 3 3 3", 27.0)]
    [InlineData("3 3 3 3 3 3 3 NA NA", 27.0)]
    [InlineData("3 3 2 3 2 3 3 3 2", 24.0)]
    [InlineData("3 3 3 3 NA NA NA NA NA", null)]
    public void Service_experience_care(string answers, double? expected) => Check(Bench.Of(9, 1, 3, Total("sum", 9, Bench.Half, 9, 27)), answers, expected);

    [Theory] // four items 0-3, bands at 40, 60, 80 of 100
    [InlineData("3 3 2 3", 1100 / 12.0, "high")]
    [InlineData("2 2 2 2", 200 / 3.0, "moderate")]
    [InlineData("3 3 3 3", 100.0, "high")]
    [InlineData("1 0 2 1", 100 / 3.0, "very-low")]
    [InlineData("0 0 0 0", 0.0, "very-low")]
    [InlineData("3 3 - 3", null, null)]
    public void Four_item_experience(string answers, double? expected, string? band)
    {
        var bands = string.Join(",", new[] { ("very-low", 0, 40), ("low", 40, 60), ("moderate", 60, 80), ("high", 80, 100) }
            .Select(level => $$"""{"id":"{{level.Item1}}","title":{"en":"L"},"from":{{level.Item2}},"to":{{level.Item3}} }"""));
        var instrument = Bench.Of(4, 0, 3, Total("sum", 4, Bench.All, 0, 100, $"\"rescaleTo100\":true,\"bands\":[{bands}]"));
        Check(instrument, answers, expected);
        Assert.Equal(band, Bench.Score(instrument, answers).Band);
    }

    [Theory] // ten items 0-4, four of them negative (illustrative), at most one missing, a cut between 24 and 25
    [InlineData("4 4 4 4 4 4 0 0 0 0", 40.0, "general")]
    [InlineData("0 0 0 0 0 0 4 4 4 4", 0.0, "clinical")]
    [InlineData("4 4 4 4 4 4 4 4 4 4", 24.0, "clinical")]
    [InlineData("4 4 4 4 4 4 3 4 4 4", 25.0, "general")]
    [InlineData("3 3 3 3 3 3 3 3 3 3", 22.0, "clinical")]
    [InlineData("3 3 3 3 3 3 1 1 1 -", 30.0, "general")]
    [InlineData("3 3 3 3 3 3 1 1 - -", null, null)]
    public void Quality_of_life_in_recovery(string answers, double? expected, string? band)
    {
        const string Bands = """[{"id":"clinical","title":{"en":"C"},"from":0,"to":25},{"id":"general","title":{"en":"G"},"from":25,"to":40}]""";
        var instrument = Bench.Of(10, 0, 4, $$""" "method":"sum","items":{{Bench.Codes(10, 7, 8, 9, 10)}},"rules":{{Bench.AtMost(1)}},"minimum":0,"maximum":40,"bands":{{Bands}} """);
        Check(instrument, answers, expected);
        Assert.Equal(band, Bench.Score(instrument, answers).Band);
    }

    [Theory] // seven items 1-5, sums 7-35 through a table; the table here is invented, v = (raw - 7)^2
    [InlineData("1 1 1 1 1 1 1", 0.0)]
    [InlineData("2 1 1 1 1 1 1", 1.0)]
    [InlineData("3 3 3 3 3 3 3", 196.0)]
    [InlineData("5 5 5 5 5 5 4", 729.0)]
    [InlineData("5 5 5 5 5 5 5", 784.0)]
    [InlineData("5 5 5 5 5 5 -", null)]
    public void Wellbeing_goes_through_a_table_and_is_never_prorated_into_it(string answers, double? expected)
    {
        var rows = string.Join(",", Enumerable.Range(7, 29).Select(raw => $$"""{"raw":{{raw}},"value":{{(raw - 7) * (raw - 7)}} }"""));
        Check(Bench.Of(7, 1, 5, $$""" "method":"lookup","items":{{Bench.Codes(7)}},"rules":{{Bench.All}},"minimum":0,"maximum":784,"table":{"source":"Invented","rows":[{{rows}}]} """), answers, expected);
    }

    [Fact]
    public void Groups_of_table_scores_are_averaged_after_the_table()
    {
        var rows = string.Join(",", Enumerable.Range(7, 29).Select(raw => $$"""{"raw":{{raw}},"value":{{(raw - 7) * (raw - 7)}} }"""));
        var instrument = Bench.Of(7, 1, 5, $$""" "method":"lookup","items":{{Bench.Codes(7)}},"rules":{{Bench.All}},"minimum":0,"maximum":784,"table":{"source":"Invented","rows":[{{rows}}]} """);
        Assert.Equal((196 + 784) / 2.0, new[] { "3 3 3 3 3 3 3", "5 5 5 5 5 5 5" }.Average(answers => Bench.Score(instrument, answers).Value!.Value));
    }

    private static readonly Instrument Lines = Make.Read($$"""
        {"id":"lines","version":"1.0","title":{"en":"L"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
         "items":[{{string.Join(",", Enumerable.Range(1, 4).Select(i => $$"""{"code":"l{{i}}","kind":"number","text":{"en":"L"},"minimum":0,"maximum":10,"decimalPlaces":1}"""))}}],
         "scales":[{"id":"s","title":{"en":"S"},"method":"sum","items":["l1","l2","l3","l4"],"rules":{{Bench.All}},"minimum":0,"maximum":40,
           "bands":[{"id":"talk","title":{"en":"T"},"from":0,"to":36.1},{"id":"fine","title":{"en":"F"},"from":36.1,"to":40}]}]}
        """);

    private static string Total(string method, int items, string rules, int lowest, int highest, string more = "") =>
        $"\"method\":\"{method}\",\"items\":{Bench.Codes(items)},\"rules\":{rules},\"minimum\":{lowest},\"maximum\":{highest}{(more.Length > 0 ? "," + more : "")}";

    private static void Check(Instrument instrument, string answers, double? expected)
    {
        var score = Bench.Score(instrument, answers);
        Assert.Equal(expected is null ? UnscoredReason.TooManyMissing : null, score.Unscored);
        Assert.Equal(expected is null, score.Value is null);
        Assert.Equal(expected ?? 0, score.Value ?? 0, 1e-12);
    }
}
