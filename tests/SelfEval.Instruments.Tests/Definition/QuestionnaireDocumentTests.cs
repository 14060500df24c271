using System.Text.Json;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

public sealed class QuestionnaireDocumentTests
{
    [Fact]
    public void It_survives_its_json_and_scores_the_same()
    {
        var document = Mixed();
        var again = QuestionnaireDocument.Read(document.ToJson());
        Assert.Equal(document.ToJson(), again.ToJson());
        Assert.Equal(document.ContentHash, again.ContentHash);
        Assert.Equal(document.Items.Select(item => item.Code), again.Items.Select(item => item.Code));
        Assert.Equal(document.Instruments.Select(instrument => instrument.Standing), again.Instruments.Select(instrument => instrument.Standing));
        var sheet = AnswerSheet.Of(document.Items.Where(item => item.Kind == ItemKind.SingleChoice)
            .Select(item => KeyValuePair.Create(item.Code, item.Responses!.Options[1].Code)));
        Assert.Equal(Scorer.Score(document, sheet).Select(score => (score.Key, score.Value, score.Rule)), Scorer.Score(again, sheet).Select(score => (score.Key, score.Value, score.Rule)));
        Assert.Equal("prorate-min-3", Scorer.Score(again, sheet).Single(score => score.Scale == "enablement").Rule);
    }

    [Fact]
    public void Hidden_own_items_are_not_shown_and_their_followers_neither()
    {
        var document = Mixed();
        Assert.DoesNotContain("own_2", Shown.Items(document.Items, AnswerSheet.Empty.With("own_1", "no")));
        Assert.Contains("own_3", Shown.Items(document.Items, AnswerSheet.Empty.With("own_1", "yes").With("own_2", "why")));
        Assert.DoesNotContain("own_3", Shown.Items(document.Items, AnswerSheet.Empty.With("own_1", "no").With("own_2", "why")));
    }

    [Fact]
    public void Everything_wrong_is_named()
    {
        var care = Make.Shipped("care-style");
        var message = Assert.Throws<ArgumentException>(() => QuestionnaireDocument.Compose(" ", null,
            [new QuestionnairePage(null, null, ["care_1", "care_1", "x"]), new QuestionnairePage(null, null, [])], [care])).Message;
        foreach (var part in new[] { "no title", "care_1 is asked twice", "asks x", "Page 2 has no items", "care_2 is on no page" })
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_must_come_after_what_it_looks_at()
    {
        var own = Own();
        Assert.Contains("own_1 must be asked before it", Assert.Throws<ArgumentException>(() =>
            QuestionnaireDocument.Compose("T", null, [new QuestionnairePage(null, null, ["own_2", "own_1", "own_3"])], [own])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"title":"T","pages":[],"instruments":[{"instrument":{"id":"x"}}]}""")]
    public void What_is_no_document_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => QuestionnaireDocument.Read(json));

    [Fact]
    public void Own_items_go_through_the_same_checks()
    {
        var twice = OwnItems.AsInstrument([Text("own_1"), Text("own_1")], LocalText.Of("Our own"));
        Assert.Contains(twice.Problems, problem => problem.Path == "$.items[1].code");
    }

    private static QuestionnaireDocument Mixed()
    {
        var care = Make.Shipped("care-style").Take(null, ["care_1", "care_2", "care_3"]);
        var pei = Make.Shipped("pei-style").Take(null, null, new Dictionary<string, string> { ["enablement"] = "prorate-min-3" });
        var core = Make.Shipped("relationship-core").Take("patient", null);
        Instrument[] instruments = [care, pei, core, Own()];
        return QuestionnaireDocument.Compose("Our clinic", "Why we ask", instruments.Select(instrument =>
            new QuestionnairePage(instrument.Title.ToString(), null, instrument.Items.Select(item => item.Code).ToList())).ToList(), instruments);
    }

    private static Instrument Own()
    {
        var yesNo = new ResponseSet
        {
            Id = "yes-no",
            Options = [new ResponseOption { Code = "yes", Label = LocalText.Of("Yes") }, new ResponseOption { Code = "no", Label = LocalText.Of("No") }],
        };
        var (instrument, problems) = OwnItems.AsInstrument(
        [
            new Item { Code = "own_1", Kind = ItemKind.SingleChoice, Text = LocalText.Of("Did you come by bus?"), Responses = yesNo },
            Text("own_2") with { ShowIf = new Condition.OneOf("own_1", ["yes"]) },
            Text("own_3") with { ShowIf = new Condition.Answered("own_2") },
        ], LocalText.Of("Our own questions"));
        Assert.Empty(problems);
        return instrument!;
    }

    private static Item Text(string code) => new() { Code = code, Kind = ItemKind.ShortText, Text = LocalText.Of("Say more") };
}
