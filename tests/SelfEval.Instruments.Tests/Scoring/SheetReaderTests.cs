using System.Text;
using System.Text.Json;
using CsCheck;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>A reader of many sheets reads each as one read by itself.</summary>
public sealed class SheetReaderTests
{
    private static readonly string[] Codes = ["a", "b_1", "b_2", "b_10", "ü", "\\u0061\\u0062", "long_long_long_long_long_long_long_long_long"];

    private static readonly string[] Values =
        ["\"1\"", "\"2\"", "\"10\"", "\"\"", "\"\\u0031\"", "\"it\\\"s\"", "\"größer als der Rest, und länger als ein Code es jemals ist\"", "4", "-1.5e3", "null", "[\"x\",\"y\"]", "[]", "[1]"];

    [Fact]
    public void Sheets_read_one_after_another_are_those_read_alone()
    {
        var member = Gen.Select(Gen.Int[0, Codes.Length - 1], Gen.Int[0, Values.Length - 1], (code, value) => $"\"{Codes[code]}\": {Values[value]}");
        var reader = new SheetReader();
        var (read, refused) = (0, 0);
        member.List[0, 8].Select(members => $"{{{string.Join(',', members)}}}").Sample(json =>
        {
            if (Refusal(() => AnswerSheet.Read(json)) is { } refusal)
            {
                Assert.Equal(refusal, Refusal(() => reader.Read(Encoding.UTF8.GetBytes(json))));
                refused++;
                return;
            }

            var (alone, sheet) = (AnswerSheet.Read(json), reader.Read(Encoding.UTF8.GetBytes(json)));
            Assert.Equal(alone, sheet);
            Assert.Equal(alone.ToJson(), sheet.ToJson());
            read++;
        }, iter: 2000, threads: 1);
        Assert.True(read > 200 && refused > 200, $"{read} read, {refused} refused.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"a":"1"} {}""")]
    [InlineData("""{"a":"1" """)]
    [InlineData("""{"a":{"b":"1"}}""")]
    [InlineData("""{"a":true}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":[[[[[[[["x"]]]]]]]]}""")]
    public void What_is_no_sheet_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => new SheetReader().Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => new SheetReader().Read([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Fact]
    public void Codes_of_two_sheets_are_one_string_in_memory_in_whatever_order()
    {
        var reader = new SheetReader();
        var (one, other) = (reader.Read("""{"a":"x","b":"y","c":"z"}"""u8), reader.Read("""{"c":"z","d":"x","a":"x"}"""u8));
        Assert.Equal(["c", "d", "a"], other.Items);
        Assert.Same(one.Items.First(), other.Items.Last());
        Assert.Same(one.Code("c"), other.Code("c"));
    }

    private static string? Refusal(Func<AnswerSheet> read)
    {
        try
        {
            read();
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}
