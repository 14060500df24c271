using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class SheetQualityTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static readonly Instrument Form = Make.Read("""
        {"id":"sheet","version":"1.0","title":{"en":"S"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
         "responseSets":[{"id":"yn","options":[{"code":"yes","label":{"en":"Yes"}},{"code":"na","label":{"en":"n/a"},"missing":"doesNotApply"},{"code":"ns","label":{"en":"?"},"missing":"notSure"}]}],
         "items":[{"code":"a","kind":"singleChoice","text":{"en":"A"},"responses":"yn"},{"code":"b","kind":"singleChoice","text":{"en":"B"},"responses":"yn"},
                  {"code":"seen","kind":"date","text":{"en":"When?"},"earliest":"2020-01-01","latest":"answerDate"},
                  {"code":"next","kind":"date","text":{"en":"When?"},"earliest":"answerDate","latest":"2030-12-31","showIf":{"item":"a","equals":"yes"}}],
         "qualityChecks":[{"check":"speed","secondsPerItem":2},{"check":"notApplicable","moreThan":1}]}
        """);

    [Theory]
    [InlineData(3.9, true)]
    [InlineData(4, false)]
    [InlineData(0, true)]
    public void Too_fast_is_below_the_bound_for_each_answer(double seconds, bool raised)
    {
        var flags = SheetQuality.Check(Form, AnswerSheet.Read("""{"a":"yes","b":"yes"}"""), new SheetSituation { Seconds = seconds });
        Assert.Equal(raised ? [SheetFlagCode.TooFast] : [], flags.Select(flag => flag.Code));
    }

    [Fact]
    public void What_is_not_known_is_not_checked()
    {
        Assert.Empty(SheetQuality.Check(Form, AnswerSheet.Read("""{"a":"yes","seen":"2099-01-01","next":"2000-01-01"}"""), new SheetSituation()));
        Assert.Empty(SheetQuality.Check(Form, AnswerSheet.Empty, new SheetSituation { Seconds = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SheetSituation { Seconds = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SheetSituation { Seconds = double.NaN });
    }

    [Theory]
    [InlineData("""{"a":"na","b":"na"}""", true)]
    [InlineData("""{"a":"na","b":"ns"}""", false)]
    [InlineData("""{"a":"na"}""", false)]
    public void Many_do_not_apply(string answers, bool raised)
    {
        var flags = SheetQuality.Check(Form, AnswerSheet.Read(answers), new SheetSituation());
        Assert.Equal(raised ? [new SheetFlag(SheetFlagCode.ManyNotApplicable, null, "2 items were answered \"does not apply\".")] : [], flags);
    }

    [Theory]
    [InlineData("seen", "2019-12-31", SheetFlagCode.DateTooEarly)]
    [InlineData("seen", "2020-01-01", null)]
    [InlineData("seen", "2026-03-10", null)]
    [InlineData("seen", "2026-03-11", SheetFlagCode.DateTooLate)]
    [InlineData("next", "2026-03-09", SheetFlagCode.DateTooEarly)]
    [InlineData("next", "2026-03-10", null)]
    [InlineData("next", "2030-12-31", null)]
    [InlineData("next", "2031-01-01", SheetFlagCode.DateTooLate)]
    [InlineData("next", "soon", null)]
    public void A_date_outside_what_makes_sense_is_flagged(string item, string date, string? code)
    {
        var flags = SheetQuality.Check(Form, AnswerSheet.Read($$"""{"a":"yes","{{item}}":"{{date}}"}"""), new SheetSituation { AnsweredOn = Day });
        Assert.Equal(code is null ? [] : [(code, (string?)item)], flags.Select(flag => (flag.Code, flag.Item)));
        Assert.All(flags, flag => Assert.Contains(date, flag.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hidden_date_is_not_looked_at()
    {
        Assert.Empty(SheetQuality.Check(Form, AnswerSheet.Read("""{"next":"2000-01-01"}"""), new SheetSituation { AnsweredOn = Day }));
        Assert.NotEmpty(SheetQuality.Check(Form, AnswerSheet.Read("""{"next":"2000-01-01"}"""), new SheetSituation { AnsweredOn = Day }, new HashSet<string> { "next" }));
    }

    [Fact]
    public void The_words_say_what_was_found() => Assert.Equal("3 seconds for 2 answers is faster than most people read.",
        SheetQuality.Check(Form, AnswerSheet.Read("""{"a":"yes","b":"yes"}"""), new SheetSituation { Seconds = 3 })[0].Words);
}
