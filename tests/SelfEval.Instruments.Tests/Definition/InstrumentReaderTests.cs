using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

/// <summary>Each kind of complaint: what is done to a sound file, where the complaint points and what it says.</summary>
public sealed class InstrumentReaderTests
{
    private const string Sound = """
        {"id":"test","version":"1.0","title":{"en":"Test"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
         "responseSets":[
           {"id":"five","options":[{"code":"1","label":{"en":"1"},"value":1},{"code":"2","label":{"en":"2"},"value":2},{"code":"na","label":{"en":"n/a"},"missing":"doesNotApply"}]},
           {"id":"named","options":[{"code":"yes","label":{"en":"Yes"}},{"code":"no","label":{"en":"No"}}]},
           {"id":"unsure","options":[{"code":"ns","label":{"en":"Not sure"},"missing":"notSure"}]}],
         "items":[
           {"code":"a","kind":"singleChoice","text":{"en":"A"},"responses":"five"},
           {"code":"b","kind":"singleChoice","text":{"en":"B"},"responses":"five","showIf":{"item":"a","equals":"2"}},
           {"code":"c","kind":"number","text":{"en":"C"},"minimum":0,"maximum":9,"responses":"unsure"},
           {"code":"d","kind":"bipolar","text":{"en":"D"},"lowAnchor":{"en":"low"},"highAnchor":{"en":"high"}},
           {"code":"e","kind":"singleChoice","text":{"en":"E"},"responses":"named"},
           {"code":"f","kind":"longText","text":{"en":"F"}}],
         "forms":[{"id":"short","title":{"en":"Short"},"items":["a","b"]}],
         "scales":[
           {"id":"s","title":{"en":"S"},"method":"sum","items":["a",{"code":"b","reverse":true}],"minimum":2,"maximum":4,
            "rules":[{"id":"half","kind":"atLeastHalf","title":{"en":"Half"}}],
            "bands":[{"id":"low","title":{"en":"Low"},"from":2,"to":3},{"id":"high","title":{"en":"High"},"from":3,"to":4}]},
           {"id":"m","title":{"en":"M"},"method":"raschMeasure","items":["a","b"],"minimum":0,"maximum":100,
            "rules":[{"id":"one","kind":"atLeastAnswered","count":1,"title":{"en":"One"}}],
            "calibration":{"locations":{"a":-0.5,"b":0.5},"thresholds":[0.0],"source":"Invented"}},
           {"id":"p","title":{"en":"P"},"method":"optionProportions","items":["e"],"counted":["yes"],"minimum":0,"maximum":1,
            "rules":[{"id":"all","kind":"allAnswered","title":{"en":"All"}}]}]}
        """;

    private static readonly (string Path, string Value, string At, string Says)[] Faults =
    [
        ("id", "\"Test Me\"", "$.id", "'Test Me' must be lower-case"),
        ("version", "\"one\"", "$.version", "such as 1.0"),
        ("version", "1.0", "$.version", "must be text in quotation marks, not a number"),
        ("title", "null", "$.title", "must be an object, not null"),
        ("title", "{}", "$.title", "has no text in 'en'"),
        ("title", """{"en":"T","cy":"P"}""", "$.title.cy", "not among the instrument's languages"),
        ("title", """{"en":" "}""", "$.title.en", "must not be empty"),
        ("title", "{\"en\":\"a\\u0000b\"}", "$.title.en", "NUL"),
        ("title", "{\"en\":\"a\\ud800b\"}", "$.title.en", "not valid Unicode"),
        ("standing", "\"official\"", "$.standing", "'official' is not one of style, licensed, bespoke, adapted"),
        ("licence", "{}", "$.licence", "'name' is missing"),
        ("languages", "[]", "$.languages", "at least one language"),
        ("languages", """["en","en"]""", "$.languages[1]", "listed twice"),
        ("languages", """["en","cy"]""", "$.items[0].text", "has no text in 'cy'"),
        ("extra", "1", "$.extra", "unknown member"),
        ("items", "[]", "$.items", "at least one item"),
        ("items", "{}", "$.items", "must be a list, not an object"),
        ("responseSets[1].id", "\"five\"", "$.responseSets[1].id", "response set 'five' is defined twice"),
        ("responseSets[1].id", "\"bipolar\"", "$.responseSets[1].id", "built in"),
        ("responseSets[0].options[1].code", "\"1\"", "$.responseSets[0].options[1].code", "option '1' is defined twice"),
        ("responseSets[0].options", "[]", "$.responseSets[0].options", "at least one option"),
        ("responseSets[0].options[2].value", "3", "$.responseSets[0].options[2]", "has no value"),
        ("responseSets[0].options[2].missing", "\"skipped\"", "$.responseSets[0].options[2].missing", "skipped or hidden"),
        ("responseSets[0].options[0].value", "\"1\"", "$.responseSets[0].options[0].value", "must be a number, not text"),
        ("items[1].code", "\"a\"", "$.items[1].code", "item 'a' is defined twice"),
        ("items[1].code", "\"1a\"", "$.items[1].code", "beginning with a letter"),
        ("items[0].responses", "\"six\"", "$.items[0].responses", "there is no response set 'six'"),
        ("items[2].responses", "\"five\"", "$.items[2].responses", "must stand for no answer"),
        ("items[5].responses", "\"five\"", "$.items[5].responses", "has no response set"),
        ("items[0].minimum", "1", "$.items[0].minimum", "only belongs to a number item"),
        ("items[0].maxLength", "10", "$.items[0].maxLength", "only belongs to a text item"),
        ("items[2].minimum", "10", "$.items[2].minimum", "above the maximum"),
        ("items[3].highAnchor", null!, "$.items[3]", "'lowAnchor' and 'highAnchor'"),
        ("items[5].maxLength", "0", "$.items[5].maxLength", "whole number from 1"),
        ("items[0].optional", "\"yes\"", "$.items[0].optional", "must be true or false"),
        ("items[0].tags", """["Trust me"]""", "$.items[0].tags[0]", "such as dimension:trust"),
        ("items[1].showIf", """{"item":"z","equals":"2"}""", "$.items[1].showIf", "there is no item 'z'"),
        ("items[1].showIf", """{"item":"a","equals":"7"}""", "$.items[1].showIf", "'7' is not an option of item 'a'"),
        ("items[1].showIf", """{"item":"a"}""", "$.items[1].showIf", "says nothing"),
        ("items[1].showIf", """{"all":[]}""", "$.items[1].showIf.all", "at least one condition"),
        ("items[1].showIf", """{"item":"c","atLeast":3}""", "$.items[1].showIf", "looks at 'c', which is asked later"),
        ("items[1].showIf", """{"item":"b","answered":true}""", "$.items[1].showIf", "loop: b → b"),
        ("items[0].showIf", """{"not":{"item":"b","equals":"1"}}""", "$.items[0].showIf", "loop: a → b → a"),
        ("items[5].showIf", """{"item":"e","atMost":1}""", "$.items[5].showIf", "answered with numbers"),
        ("forms[0].items", """["a","z"]""", "$.forms[0].items[1]", "there is no item 'z'"),
        ("forms[0].items", """["a","a"]""", "$.forms[0].items[1]", "listed twice"),
        ("forms[0].items", """["b"]""", "$.forms[0].items[0]", "depending on 'a'"),
        ("scales[1].id", "\"s\"", "$.scales[1].id", "scale 's' is defined twice"),
        ("scales[0].items", """["a","z"]""", "$.scales[0].items[1]", "there is no item 'z'"),
        ("scales[0].items", """["a","a"]""", "$.scales[0].items[1]", "listed twice"),
        ("scales[0].items", """["a","f"]""", "$.scales[0].items[1]", "cannot be scored"),
        ("scales[0].items", """["a","e"]""", "$.scales[0].items[1]", "neither 'value' nor 'missing'"),
        ("scales[0].items", """["a","c"]""", "$.scales[0].rules[0]", "same range"),
        ("scales[0].items[1]", """{"code":"b","weight":0}""", "$.scales[0].items[1]", "remove it"),
        ("scales[1].items[1]", """{"code":"b","weight":2}""", "$.scales[1].items[1]", "only belongs to sum and mean"),
        ("scales[0].method", "\"median\"", "$.scales[0].method", "'median' is not one of sum, mean"),
        ("scales[0].rules", "[]", "$.scales[0].rules", "at least one rule"),
        ("scales[0].rules[0].count", "3", "$.scales[0].rules[0].count", "only belongs to"),
        ("scales[1].rules[0].count", "3", "$.scales[1].rules[0].count", "from 1 to the number of items (2)"),
        ("scales[0].rules[0].notApplicableIsZero", "true", "$.scales[0].rules[0].notApplicableIsZero", "zero is outside"),
        ("scales[0].minimum", "0", "$.scales[0].minimum", "the items give 2 to 4"),
        ("scales[0].maximum", "5", "$.scales[0].maximum", "the items give 2 to 4"),
        ("scales[0].minimum", "9", "$.scales[0].minimum", "below the maximum"),
        ("scales[0].bands[1].from", "3.5", "$.scales[0].bands[1].from", "gap from 3 to 3.5"),
        ("scales[0].bands[1].from", "2.5", "$.scales[0].bands[1].from", "overlaps"),
        ("scales[0].bands[1].to", "3.9", "$.scales[0].bands[1].to", "must end at the maximum, 4"),
        ("scales[0].bands[1].id", "\"low\"", "$.scales[0].bands[1].id", "defined twice"),
        ("scales[0].counted", """["1"]""", "$.scales[0].counted", "only belongs to optionProportions"),
        ("scales[2].counted", """["maybe"]""", "$.scales[2].items[0]", "'maybe' is not an option"),
        ("scales[2].counted", null!, "$.scales[2]", "'counted' is missing"),
        ("scales[1].calibration", null!, "$.scales[1]", "'calibration' is missing"),
        ("scales[1].calibration.locations", """{"a":1}""", "$.scales[1].calibration.locations", "has no location for item 'b'"),
        ("scales[1].calibration.locations", """{"a":1,"b":1,"c":1}""", "$.scales[1].calibration.locations.c", "not an item of this scale"),
        ("scales[1].calibration.thresholds", "[0,1]", "$.scales[1].items[0]", "needs 3 options"),
        ("scales[1].calibration.thresholds", null!, "$.scales[1].calibration", "'thresholds' is missing"),
        ("scales[1].calibration.itemThresholds", """{"a":[0],"b":[0]}""", "$.scales[1].calibration.locations", "does not go with 'itemThresholds'"),
        ("scales[1].calibration.itemThresholds", """{"a":[0],"b":[0]}""", "$.scales[1].calibration.thresholds", "does not go with 'itemThresholds'"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0]},"source":"x"}""", "$.scales[1].calibration.itemThresholds", "has no thresholds for item 'b'; add \"b\": [ … ], in logits"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":[0],"c":[0]},"source":"x"}""", "$.scales[1].calibration.itemThresholds.c", "not an item of this scale"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":[0,1]},"source":"x"}""", "$.scales[1].items[1]", "needs 3 options with consecutive values for 2 thresholds"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":[]},"source":"x"}""", "$.scales[1].calibration.itemThresholds.b", "at least one threshold"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":[21]},"source":"x"}""", "$.scales[1].calibration.itemThresholds.b[0]", "from -20 to 20 logits"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":0},"source":"x"}""", "$.scales[1].calibration.itemThresholds.b", "must be a list, not a number"),
        ("scales[1].calibration", """{"itemThresholds":{},"source":"x"}""", "$.scales[1].calibration.itemThresholds", "must hold the thresholds of every item"),
        ("scales[1].calibration", """{"itemThresholds":{"a":[0],"b":[0]}}""", "$.scales[1].calibration", "'source' is missing"),
        ("scales[1].calibration.extremeAdjustment", "1", "$.scales[1].calibration.extremeAdjustment", "below 1"),
    ];

    public static TheoryData<int> FaultNumbers() => new(Enumerable.Range(0, Faults.Length));

    [Fact]
    public void A_sound_file_has_no_problems() => Assert.Empty(InstrumentReader.Read(Sound, "test.json").Problems);

    [Theory]
    [MemberData(nameof(FaultNumbers))]
    public void A_fault_is_named_with_file_place_and_reason(int number)
    {
        var (path, value, at, says) = Faults[number];
        var (instrument, problems) = InstrumentReader.Read(Spoilt(path, value), "test.json");
        Assert.Null(instrument);
        Assert.Contains(problems, problem => problem.File == "test.json" && problem.Path == at && problem.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_is_not_JSON_is_refused_with_line_and_column()
    {
        var problem = Assert.Single(InstrumentReader.Read("{\n  \"id\": oops }", "test.json").Problems);
        Assert.StartsWith("line 2, column", problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_twice_is_refused()
    {
        var problem = Assert.Single(InstrumentReader.Read(Sound.Replace("\"version\":\"1.0\"", "\"version\":\"1.0\",\"version\":\"2.0\"", StringComparison.Ordinal), "test.json").Problems);
        Assert.Equal(("$.version", "appears twice; keep one of them"), (problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("")]
    public void Anything_else_is_a_problem_never_an_exception(string json) => Assert.NotEmpty(InstrumentReader.Read(json, "test.json").Problems);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.NotEmpty(InstrumentReader.Read(new string('[', 100_000), "test.json").Problems);

    [Fact]
    public void The_hash_is_of_the_meaning_not_of_the_spelling()
    {
        var spaced = JsonNode.Parse(Sound)!.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }).Replace("100", "1e2", StringComparison.Ordinal);
        Assert.Equal(Make.Read(Sound).ContentHash, Make.Read(spaced).ContentHash);
        Assert.NotEqual(Make.Read(Sound).ContentHash, Make.Read(Sound.Replace("\"Low\"", "\"Lower\"", StringComparison.Ordinal)).ContentHash);
    }

    private static string Spoilt(string path, string? value)
    {
        var root = JsonNode.Parse(Sound)!;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var at = root;
        foreach (var step in steps[..^1])
            at = step[0] == '[' ? at[int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        var last = steps[^1];
        if (value is null)
            at.AsObject().Remove(last);
        else if (last[0] == '[')
            at[int.Parse(last[1..^1], System.Globalization.CultureInfo.InvariantCulture)] = Marker(value);
        else
            at[last] = Marker(value);
        // Half a surrogate pair cannot pass through a JSON tree, so values are put in as text.
        var json = root.ToJsonString();
        return json.Replace("\"@value@\"", value, StringComparison.Ordinal);
    }

    private static JsonValue Marker(string value)
    {
        Assert.NotEmpty(value);
        return JsonValue.Create("@value@");
    }
}
