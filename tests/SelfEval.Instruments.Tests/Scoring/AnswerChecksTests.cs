using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class AnswerChecksTests
{
    private static readonly ResponseSet Set = new()
    {
        Id = "set",
        Options = [Option("a"), Option("b"), Option("none") with { Exclusive = true }],
    };

    private static readonly Item[] Items =
    [
        Of("one", ItemKind.SingleChoice) with { Responses = Set },
        Of("many", ItemKind.SeveralChoices) with { Responses = Set },
        Of("number", ItemKind.Number) with { Minimum = 0, Maximum = 10, DecimalPlaces = 1 },
        Of("whole", ItemKind.Number),
        Of("date", ItemKind.Date),
        Of("text", ItemKind.ShortText) with { MaxLength = 5 },
    ];

    [Theory]
    [InlineData("""{"one":"c"}""", AnswerProblemCode.UnknownOption)]
    [InlineData("""{"one":["a","b"]}""", AnswerProblemCode.SeveralOptions)]
    [InlineData("""{"many":["a","c"]}""", AnswerProblemCode.UnknownOption)]
    [InlineData("""{"many":["a","a"]}""", AnswerProblemCode.SeveralOptions)]
    [InlineData("""{"many":["a","none"]}""", AnswerProblemCode.ExclusiveOption)]
    [InlineData("""{"number":11}""", AnswerProblemCode.OutOfRange)]
    [InlineData("""{"number":"ten"}""", AnswerProblemCode.NotANumber)]
    [InlineData("""{"number":1.25}""", AnswerProblemCode.TooManyDecimals)]
    [InlineData("""{"whole":1.5}""", AnswerProblemCode.TooManyDecimals)]
    [InlineData("""{"date":"2026-02-30"}""", AnswerProblemCode.NotADate)]
    [InlineData("""{"date":"30/01/2026"}""", AnswerProblemCode.NotADate)]
    [InlineData("""{"text":"too long"}""", AnswerProblemCode.TooLong)]
    [InlineData("""{"other":"x"}""", AnswerProblemCode.UnknownItem)]
    [InlineData("{\"text\":\"a\\u0000\"}", AnswerProblemCode.BadText)]
    public void A_wrong_answer_is_named(string json, string code) =>
        Assert.Equal(code, Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Read(json))).Code);

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Assert.Equal(AnswerProblemCode.BadText, Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Empty.With("text", "a\ud800"))).Code);

    [Theory]
    [InlineData("""{"one":"a","many":["a","b"],"number":2.5,"whole":3,"date":"2024-02-29","text":"😀"}""")]
    [InlineData("""{"many":["none"],"number":"2.5"}""")]
    [InlineData("""{"one":null,"many":[],"text":""}""")]
    public void Right_answers_pass(string json) => Assert.Empty(AnswerChecks.Check(Items, AnswerSheet.Read(json)));

    [Theory]
    [InlineData("whole", "1.5", "Enter a whole number.")]
    [InlineData("number", "1.25", "Enter a number with at most 1 digits after the point.")]
    public void Too_many_digits_are_refused_in_words(string code, string number, string message) =>
        Assert.Equal(message, Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Empty.With(code, number))).Message);

    [Theory]
    [InlineData(ItemKind.ShortText, null, 200)]
    [InlineData(ItemKind.LongText, null, 5_000)]
    [InlineData(ItemKind.ShortText, 5, 5)]
    public void A_text_may_be_as_long_as_its_bound(ItemKind kind, int? bound, int longest)
    {
        var item = Of("text", kind) with { MaxLength = bound };
        Assert.Null(AnswerChecks.Check(item, new Answer(new string('a', longest))));
        Assert.Equal(AnswerProblemCode.TooLong, AnswerChecks.Check(item, new Answer(new string('a', longest + 1)))?.Code);
    }

    [Fact]
    public void An_unknown_code_is_repeated_up_to_40_characters()
    {
        var fits = new string('x', 40);
        Assert.Equal(fits, Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Empty.With(fits, "1"))).Item);
        Assert.Equal(fits + "…", Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Empty.With(fits + "x", "1"))).Item);
    }

    [Fact]
    public void A_list_of_one_fits_a_single_choice_and_one_bad_code_spoils_a_list()
    {
        Assert.Empty(AnswerChecks.Check(Items, AnswerSheet.Read("""{"one":["a"]}""")));
        Assert.Equal(AnswerProblemCode.BadText, Assert.Single(AnswerChecks.Check(Items, AnswerSheet.Empty.With("many", ["a", "\0"]))).Code);
    }

    [Fact]
    public void Normalised_answers_have_one_spelling()
    {
        var sheet = AnswerSheet.Read("""{"many":["b","a"],"number":"2.50","one":"a"}""").Normalised(Items);
        Assert.Equal("""{"one":"a","many":["a","b"],"number":2.5}""", sheet.ToJson());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"a":{"b":1}}""")]
    [InlineData("""{"a":true}""")]
    [InlineData("""{"a":"1","a":"2"}""")]
    [InlineData("""{"a":[["b"]]}""")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void What_is_no_answer_sheet_is_refused(string json) => Assert.ThrowsAny<System.Text.Json.JsonException>(() => AnswerSheet.Read(json));

    private static ResponseOption Option(string code) => new() { Code = code, Label = LocalText.Of(code) };

    private static Item Of(string code, ItemKind kind) => new() { Code = code, Kind = kind, Text = LocalText.Of(code) };
}
