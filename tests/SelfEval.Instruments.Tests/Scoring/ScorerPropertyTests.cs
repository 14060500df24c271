using CsCheck;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class ScorerPropertyTests
{
    public static TheoryData<string> Scored() => new(Make.Shelf.All.Where(instrument => instrument.Scales.Count > 0).Select(instrument => instrument.Id));

    [Theory]
    [MemberData(nameof(Scored))]
    public void A_score_lies_in_its_range(string id)
    {
        var instrument = Make.Shipped(id);
        Sheets(instrument).Sample(sheet =>
        {
            foreach (var score in Scorer.Score(instrument, sheet))
            {
                var scale = instrument.FindScale(score.Scale)!;
                Assert.True(score.Value is null || (score.Value >= scale.Minimum - 1e-9 && score.Value <= scale.Maximum + 1e-9));
                Assert.True(score.Value is null ^ score.Unscored is null);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Scored))]
    public void Taking_an_answer_away_never_raises_the_number_answered(string id)
    {
        var instrument = Make.Shipped(id);
        Gen.Select(Sheets(instrument), Gen.Int[0, instrument.Items.Count - 1]).Sample((sheet, at) =>
        {
            var before = Scorer.Score(instrument, sheet);
            var after = Scorer.Score(instrument, sheet.With(instrument.Items[at].Code, (string?)null));
            foreach (var (fuller, emptier) in before.Zip(after))
                Assert.True(emptier.Answered <= fuller.Answered);
        });
    }

    [Fact]
    public void Reversing_every_item_turns_the_score_round_and_twice_gives_it_back()
    {
        var care = Make.Shipped("care-style");
        var turned = care with { Scales = [Turned(care.Scales[0])] };
        var back = care with { Scales = [Turned(turned.Scales[0])] };
        Sheets(care).Sample(sheet =>
        {
            var (plain, once, twice) = (Scorer.Score(care, sheet)[0], Scorer.Score(turned, sheet)[0], Scorer.Score(back, sheet)[0]);
            Assert.Equal(plain.Value, twice.Value);
            if (plain.Value is { } value)
                Assert.Equal(60 - value, once.Value!.Value, 1e-9);
        });
    }

    [Fact]
    public void An_answer_sheet_survives_its_json() =>
        Sheets(Make.Shipped("relationship-core")).Sample(sheet => Assert.Equal(sheet, AnswerSheet.Read(sheet.ToJson())));

    private static Scale Turned(Scale scale) => scale with { Items = scale.Items.Select(item => item with { Reverse = !item.Reverse }).ToArray() };

    private static Gen<AnswerSheet> Sheets(Instrument instrument)
    {
        var answered = instrument.Items.Where(item => item.Kind == ItemKind.SingleChoice).ToList();
        return Gen.Int[-2, 11].Array[answered.Count].Select(choices => AnswerSheet.Of(answered.Zip(choices)
            .Where(pair => pair.Second >= 0)
            .Select(pair => KeyValuePair.Create(pair.First.Code, pair.First.Responses!.Options[pair.Second % pair.First.Responses.Options.Count].Code))));
    }
}
