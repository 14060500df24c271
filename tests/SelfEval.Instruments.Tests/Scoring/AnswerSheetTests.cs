using System.Text.Json;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class AnswerSheetTests
{
    [Theory]
    [InlineData("""{"a":[]}""", 0)]
    [InlineData("""{"a":""}""", 0)]
    [InlineData("""{"a":null}""", 0)]
    [InlineData("""{"a":["x"]}""", 1)]
    [InlineData("""{"a":0}""", 1)]
    public void A_blank_answer_is_no_answer(string json, int count) => Assert.Equal(count, AnswerSheet.Read(json).Count);

    [Fact]
    public void A_list_with_one_code_that_is_not_blank_is_kept() =>
        Assert.Equal(["a"], AnswerSheet.Of([KeyValuePair.Create("a", new Answer((IReadOnlyList<string>)["", "x"])), KeyValuePair.Create("b", new Answer(""))]).Items);

    [Fact]
    public void Another_answer_replaces_and_a_blank_one_takes_away()
    {
        var sheet = AnswerSheet.Read("""{"a":"x","b":"y"}""");
        Assert.Equal(["x", "z"], sheet.With("a", ["x", "z"]).Codes("a"));
        Assert.Equal(["b"], sheet.With("a", (IReadOnlyList<string>)[]).Items);
        Assert.Equal(["b"], sheet.With("a", "").Items);
        Assert.Equal(["b"], sheet.With("a", (Answer?)null).Items);
        Assert.Equal(2, sheet.Count);
    }

    [Theory]
    [InlineData("""{"b":"y","a":"x"}""", true)]
    [InlineData("""{"a":"x"}""", false)]
    [InlineData("""{"a":"x","b":"y","c":"z"}""", false)]
    [InlineData("""{"a":"x","c":"y"}""", false)]
    [InlineData("""{"a":"x","b":"z"}""", false)]
    public void Sheets_with_the_same_answers_are_equal(string json, bool equal)
    {
        var sheet = AnswerSheet.Read("""{"a":"x","b":"y"}""");
        Assert.Equal(equal, sheet.Equals(AnswerSheet.Read(json)));
        Assert.False(sheet.Equals(null));
    }

    [Fact]
    public void A_number_and_its_spelling_differ() => Assert.NotEqual(AnswerSheet.Read("""{"a":4}"""), AnswerSheet.Read("""{"a":"4"}"""));

    [Fact]
    public void What_is_not_finite_is_a_text()
    {
        var answer = new Answer(double.PositiveInfinity);
        Assert.Equal((false, "Infinity", (double?)null), (answer.IsNumber, answer.Text, answer.Number));
    }

    [Fact]
    public void What_is_no_sheet_is_refused_in_words()
    {
        Assert.Contains("an object", Assert.Throws<JsonException>(() => AnswerSheet.Read("[1]")).Message, StringComparison.Ordinal);
        Assert.Contains("depth of 8", Assert.ThrowsAny<JsonException>(() => AnswerSheet.Read("""{"a":[[[[[[[["x"]]]]]]]]}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_are_written_as_they_are() => Assert.Equal("""{"a":"café <b>"}""", AnswerSheet.Empty.With("a", "café <b>").ToJson());

    [Fact]
    public void Normalising_keeps_what_it_does_not_know()
    {
        Item[] items = [new() { Code = "many", Kind = ItemKind.SeveralChoices, Text = LocalText.Of("M"), Responses = new() { Id = "s", Options = [] } }];
        Assert.Equal("""{"many":["b","zz"],"other":"1"}""", AnswerSheet.Read("""{"other":"1","many":["b","zz"]}""").Normalised(items).ToJson());
    }

    [Fact]
    public void Nothing_takes_null()
    {
        var sheet = AnswerSheet.Empty;
        var care = Make.Shipped("care-style");
        Refused("answers", () => AnswerSheet.Of((IEnumerable<KeyValuePair<string, Answer>>)null!));
        Refused("items", () => sheet.Normalised(null!));
        Refused("items", () => AnswerChecks.Check(null!, sheet));
        Refused("sheet", () => AnswerChecks.Check([], null!));
        Refused("item", () => AnswerChecks.Check(null!, new Answer("a")));
        Refused("items", () => Shown.Items(null!, sheet));
        Refused("sheet", () => Shown.Items([], null!));
        Refused("questionnaire", () => Scorer.Score((QuestionnaireDocument)null!, sheet));
        Refused("instrument", () => SheetQuality.Check(null!, sheet, new SheetSituation()));
        Refused("sheet", () => SheetQuality.Check(care, null!, new SheetSituation()));
        Refused("situation", () => SheetQuality.Check(care, sheet, null!));
        Refused("instrument", () => GoalProgress.Between(null!, care.Scales[0], sheet, sheet));
        Refused("scale", () => GoalProgress.Between(care, null!, sheet, sheet));
    }

    private static void Refused(string argument, Func<object?> act) => Assert.Equal(argument, Assert.Throws<ArgumentNullException>(act).ParamName);
}
