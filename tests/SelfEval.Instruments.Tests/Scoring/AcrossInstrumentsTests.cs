using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class AcrossInstrumentsTests
{
    private static Instrument Single(string id, string showIf) => Make.Read($$"""
        {"id":"{{id}}","version":"1.0","title":{"en":"T"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
         "responseSets":[{"id":"s","options":[{"code":"0","label":{"en":"No"},"value":0},{"code":"1","label":{"en":"Yes"},"value":1}]}],
         "items":[{"code":"{{id}}_1","kind":"singleChoice","text":{"en":"A"},"responses":"s"},{"code":"{{id}}_2","kind":"singleChoice","text":{"en":"B"},"responses":"s"{{showIf}}}],
         "scales":[{"id":"s","title":{"en":"S"},"method":"sum","items":["{{id}}_2"],"rules":{{Bench.All}},"minimum":0,"maximum":1}]}
        """);

    [Fact]
    public void A_hidden_item_is_not_asked_whichever_instrument_it_belongs_to()
    {
        Instrument[] instruments = [Single("first", ""), Single("second", ",\"showIf\":{\"item\":\"second_1\",\"equals\":\"1\"}")];
        var document = QuestionnaireDocument.Compose("T", null, [.. instruments.Select(instrument => new QuestionnairePage(null, null, [.. instrument.Items.Select(item => item.Code)]))], instruments);
        var hidden = Scorer.Score(document, AnswerSheet.Read("""{"first_2":"1","second_1":"0","second_2":"1"}"""));
        Assert.Equal([null, UnscoredReason.NotAsked], hidden.Select(score => score.Unscored));
        var shown = Scorer.Score(document, AnswerSheet.Read("""{"first_2":"1","second_1":"1","second_2":"1"}"""));
        Assert.Equal([1.0, 1.0], shown.Select(score => score.Value));
    }
}
