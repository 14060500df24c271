using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

/// <summary>Mistakes that somebody makes who writes a first instrument, and what the complaint tells them to write instead.</summary>
public sealed class NewcomerMistakesTests
{
    private static readonly string Sound = $$$"""
        {"id":"mine","version":"1.0","title":{"en":"Mine"},"standing":"bespoke","licence":{"name":"CC BY 4.0"},"languages":["en"],
         "responseSets":[{"id":"agree","options":[{"code":"0","label":{"en":"No"},"value":0},{"code":"1","label":{"en":"Yes"},"value":1}]},
                         {"id":"named","options":[{"code":"red","label":{"en":"Red"}},{"code":"blue","label":{"en":"Blue"}}]}],
         "items":[{"code":"mood_1","kind":"singleChoice","text":{"en":"A"},"responses":"agree"},{"code":"mood_2","kind":"singleChoice","text":{"en":"B"},"responses":"agree"},
                  {"code":"mood_3","kind":"singleChoice","text":{"en":"C"},"responses":"agree"},{"code":"colour","kind":"singleChoice","text":{"en":"D"},"responses":"named"},
                  {"code":"born","kind":"date","text":{"en":"E"},"earliest":"1900-01-01","latest":"answerDate"},
                  {"code":"aim","kind":"shortText","text":{"en":"F"}},{"code":"far","kind":"zeroToTen","text":{"en":"G"}}],
         "scales":[{"id":"sum","title":{"en":"S"},"method":"sum","items":["mood_1","mood_2"],"rules":{{{Bench.All}}},"minimum":0,"maximum":2,
                     "bands":[{"id":"low","title":{"en":"L"},"from":0,"to":1},{"id":"high","title":{"en":"H"},"from":1,"to":2}]},
                   {"id":"table","title":{"en":"T"},"method":"lookup","items":["mood_1","mood_3"],"rules":{{{Bench.All}}},"minimum":0,"maximum":9,
                     "table":{"source":"Invented","rows":[{"raw":0,"value":0},{"raw":1,"value":4},{"raw":2,"value":9}]}},
                   {"id":"both","title":{"en":"B"},"method":"composite","scales":["sum","other"],"combine":"mean","rules":{{{Bench.All}}},"minimum":0,"maximum":1.5},
                   {"id":"other","title":{"en":"O"},"method":"mean","items":["mood_3"],"rules":{{{Bench.All}}},"minimum":0,"maximum":1},
                   {"id":"goal","title":{"en":"G"},"method":"goals","goals":[{"text":"aim","rating":"far"}],"rules":{{{Bench.All}}},"minimum":0,"maximum":10}]}
        """;

    private static readonly (string From, string To, string At, string Says)[] Mistakes =
    [
        ("\"responses\":\"agree\"},{\"code\":\"mood_2\"", "\"respones\":\"agree\"},{\"code\":\"mood_2\"", "$.items[0].respones", "did you mean 'responses'?"),
        ("\"standing\":\"bespoke\"", "\"standing\":\"besspoke\"", "$.standing", "did you mean 'bespoke'?"),
        ("\"method\":\"sum\"", "\"method\":\"total\"", "$.scales[0].method", "did you mean 'sum'?"),
        ("\"method\":\"mean\"", "\"method\":\"average\"", "$.scales[3].method", "did you mean 'mean'?"),
        ("\"method\":\"mean\"", "\"method\":\"Mean\"", "$.scales[3].method", "did you mean 'mean'?"),
        ("[\"mood_1\",\"mood_2\"]", "[\"mood_1\",\"moood_2\"]", "$.scales[0].items[1]", "there is no item 'moood_2'; did you mean 'mood_2'?"),
        ("[\"mood_1\",\"mood_2\"]", "[\"mood_1\",\"omod_2\"]", "$.scales[0].items[1]", "did you mean 'mood_2'?"),
        ("[\"mood_1\",\"mood_2\"]", "[\"mood_1\",\"zzz\"]", "$.scales[0].items[1]", "there is no item 'zzz'; the items are mood_1, mood_2"),
        ("\"code\":\"mood_2\"", "\"code\":\"mood_1\"", "$.items[1].code", "defined twice; give one of them another code"),
        ("[\"mood_1\",\"mood_2\"]", "[\"mood_1\",{\"code\":\"colour\",\"reverse\":true}]", "$.scales[0].items[1]", "so there is nothing to reverse; give the options of response set 'named' values"),
        (",{\"raw\":1,\"value\":4}", "", "$.scales[1].table.rows", "has no row for 1; the items give sums from 0 to 2"),
        ("{\"raw\":2,\"value\":9}", "{\"raw\":2,\"value\":9},{\"raw\":3,\"value\":9}", "$.scales[1].table.rows[3].raw", "the items never add up to 3: they give 0 to 2; take the row out"),
        ("{\"raw\":2,\"value\":9}", "{\"raw\":2,\"value\":9},{\"raw\":2,\"value\":9}", "$.scales[1].table.rows[3].raw", "there are two rows for 2; take one out"),
        ("\"from\":1,\"to\":2", "\"from\":1.5,\"to\":2", "$.scales[0].bands[1].from", "leaves a gap from 1 to 1.5; write 1"),
        ("\"maximum\":2,", "\"maximum\":3,", "$.scales[0].maximum", "the items give 0 to 2; write 2"),
        ("\"maximum\":9,", "\"maximum\":8,", "$.scales[1].maximum", "the table gives 0 to 9; write 9"),
        ("\"maximum\":1.5", "\"maximum\":2", "$.scales[2].maximum", "the scales give 0 to 1.5; write 1.5"),
        ("\"languages\":[\"en\"]", "\"languages\":[\"en\",\"cy\"]", "$.items[0].text", "has no text in 'cy'; add \"cy\": \"…\""),
        ("[\"sum\",\"other\"]", "[\"sum\",\"both\"]", "$.scales[2].scales[1]", "scales form a loop: both → both; take one of them out"),
        ("[\"sum\",\"other\"]", "[\"sum\",\"othr\"]", "$.scales[2].scales[1]", "there is no scale 'othr'; did you mean 'other'?"),
        ("[\"sum\",\"other\"]", "[\"sum\",\"sum\"]", "$.scales[2].scales[1]", "listed twice; take one out"),
        ("[\"sum\",\"other\"]", "[]", "$.scales[2].scales", "at least one scale"),
        ("[\"sum\",\"other\"]", "[{\"scale\":\"sum\",\"weight\":-1},\"other\"]", "$.scales[2].scales[0]", "cannot have a negative weight"),
        ("[\"sum\",\"other\"]", "[{\"scale\":\"sum\",\"weight\":0},\"other\"]", "$.scales[2].scales[0]", "remove it or write another weight"),
        ("\"text\":{\"en\":\"C\"}", "\"text\":{\"en\":\"C\"},\"showIf\":{\"item\":\"mood_3\",\"equals\":\"1\"}", "$.items[2].showIf", "loop: mood_3 → mood_3; take one of the conditions out"),
        ("\"text\":{\"en\":\"C\"},\"responses\":\"agree\"", "\"text\":{\"en\":\"C\"},\"responses\":\"agrees\"", "$.items[2].responses", "there is no response set 'agrees'; did you mean 'agree'?"),
        ("[\"mood_1\",\"mood_2\"]", "[\"mood_1\",{\"code\":\"mood_2\",\"weight\":0}]", "$.scales[0].items[1]", "a weight of 0 leaves the item out"),
        (",\"minimum\":0,\"maximum\":9", ",\"maximum\":9", "$.scales[1]", "'minimum' is missing; add \"minimum\": the lowest possible score"),
        ("\"text\":{\"en\":\"A\"},", "", "$.items[0]", "'text' is missing; add \"text\": { \"en\": \"…\" }"),
        ("\"method\":\"mean\"", "\"method\":\"bipolarMean\"", "$.scales[3].items[0]", "runs from 0 to 1, so 0 is not its middle; use \"method\": \"mean\""),
        ("\"method\":\"lookup\"", "\"method\":\"sum\"", "$.scales[1].table", "only belongs to lookup; take it out, or write \"method\": \"lookup\""),
        ("\"rating\":\"far\"", "\"rating\":\"colour\"", "$.scales[4].goals[0].rating", "neither 'value' nor 'missing'"),
        ("\"text\":\"aim\",\"rating\"", "\"text\":\"far\",\"rating\"", "$.scales[4].goals[0].text", "must be a shortText or longText"),
        ("\"text\":\"aim\",\"rating\"", "\"text\":\"amm\",\"rating\"", "$.scales[4].goals[0].text", "there is no item 'amm'; did you mean 'aim'?"),
        ("{\"text\":\"aim\",\"rating\":\"far\"}", "{\"text\":\"aim\",\"rating\":\"far\"},{\"text\":\"aim\",\"rating\":\"far\"}", "$.scales[4].goals[1]", "each goal needs its own text and rating"),
        ("\"earliest\":\"1900-01-01\"", "\"earliest\":\"1900\"", "$.items[4].earliest", "must be a date such as \"1900-01-01\", or \"answerDate\""),
        ("\"latest\":\"answerDate\"", "\"latest\":\"1899-12-31\"", "$.items[4].earliest", "is after 'latest'"),
        ("\"kind\":\"shortText\"", "\"kind\":\"text\"", "$.items[5].kind", "did you mean 'shortText'?"),
        ("\"minimum\":0,\"maximum\":10", "\"minimum\":0,\"maximum\":1e300", "$.scales[4].maximum", "is too large a number"),
        ("\"maximum\":10}", "\"maximum\":10,\"qualityChecks\":[\"straightLine\"]}", "$.scales[4].qualityChecks[0]", "move it to a scale that has"),
        ("\"maximum\":1}", "\"maximum\":1,\"qualityChecks\":[\"longestRun\"]}", "$.scales[3].qualityChecks[0]", "write { \"check\": \"longestRun\", \"atLeast\": … }"),
        ("\"maximum\":1}", "\"maximum\":1,\"qualityChecks\":[{\"check\":\"lowSpread\",\"atLeast\":3}]}", "$.scales[3].qualityChecks[0].atLeast", "does not belong to lowSpread; write 'below'"),
        ("\"maximum\":1}", "\"maximum\":1,\"qualityChecks\":[{\"check\":\"speed\",\"secondsPerItem\":1}]}", "$.scales[3].qualityChecks[0]", "move it to 'qualityChecks' of the instrument"),
        ("\"languages\":[\"en\"]", "\"languages\":[\"en\"],\"qualityChecks\":[\"straightLine\"]", "$.qualityChecks[0]", "move it to 'qualityChecks' of the scale"),
        ("\"maximum\":1}", "\"maximum\":1,\"transition\":true,\"personChange\":true}", "$.scales[3].personChange", "already is a change"),
        ("\"maximum\":1}", "\"maximum\":1,\"importantDifferences\":[{\"value\":0,\"level\":\"person\",\"source\":\"x\"}]}", "$.scales[3].importantDifferences[0].value", "must be above 0"),
        ("\"maximum\":1}", "\"maximum\":1,\"importantDifferences\":[{\"value\":2,\"level\":\"person\",\"source\":\"x\"}]}", "$.scales[3].importantDifferences[0].value", "more than the whole range of the scale, 1"),
        ("\"maximum\":1}", "\"maximum\":1,\"referenceValues\":[{\"title\":{\"en\":\"x\"},\"mean\":1.1,\"source\":\"x\"}]}", "$.scales[3].referenceValues[0].mean", "1.1 is outside the scale, 0 to 1"),
        ("\"maximum\":1}", "\"maximum\":1,\"bandSets\":[{\"scoringVersion\":\"v\",\"source\":\"x\",\"bands\":[{\"id\":\"l\",\"title\":{\"en\":\"L\"},\"from\":0,\"to\":1}]}]}", "$.scales[3].bandSets", "nothing says which set is used"),
        ("\"maximum\":1}", "\"maximum\":1,\"rescale\":true,\"rescaleTo100\":true}", "$.scales[3].rescale", "keep one of them"),
        ("\"title\":{\"en\":\"Mine\"}", "\"title\":\"Mine\"", "$.title", "must say in which language it is; write { \"en\": \"Mine\" }"),
        (",\n             \"table\":{\"source\":\"Invented\",\"rows\":[{\"raw\":0,\"value\":0},{\"raw\":1,\"value\":4},{\"raw\":2,\"value\":9}]}", "", "$.scales[1]", "'table' is missing; add \"table\": { \"rows\": ["),
        ("\"languages\":[\"en\"]", "\"languages\":[\"en\"],\"translations\":[{\"language\":\"cy\",\"status\":\"unvalidated\"}]", "$.translations[0].language", "not among the instrument's languages"),
        ("\"languages\":[\"en\"]", "\"languages\":[\"en\"],\"translations\":[{\"language\":\"en\",\"status\":\"validated\"}]", "$.translations[0]", "needs its 'source'"),
    ];

    public static TheoryData<int> Numbers() => new(Enumerable.Range(0, Mistakes.Length));

    [Fact]
    public void The_file_is_sound_before_the_mistake()
    {
        Assert.Empty(InstrumentReader.Read(Sound, "mine.json").Problems);
        Assert.Equal(InstrumentWriter.Write(Make.Read(Sound)), InstrumentWriter.Write(Make.Read(InstrumentWriter.Write(Make.Read(Sound)))));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_complaint_says_where_and_what_to_write_instead(int number)
    {
        var (from, to, at, says) = Mistakes[number];
        Assert.Contains(from, Sound, StringComparison.Ordinal);
        var (instrument, problems) = InstrumentReader.Read(Sound.Replace(from, to, StringComparison.Ordinal), "mine.json");
        Assert.Null(instrument);
        Assert.Contains(problems, problem => problem.File == "mine.json" && problem.Path == at && problem.Message.Contains(says, StringComparison.Ordinal));
    }

    /// <summary>What follows from a mistake alone is not complained of: its advice would be wrong once the mistake is mended.</summary>
    [Theory]
    [InlineData("\"title\":{\"en\":\"Mine\"}", "\"title\":\"Mine\"", "$.title")]
    [InlineData("\"languages\":[\"en\"]", "\"languages\":[\"english\"]", "$.languages[0]")]
    [InlineData("\"label\":{\"en\":\"Yes\"},\"value\":1", "\"label\":{\"en\":\"Yes\"},\"value\":\"1\"", "$.responseSets[0].options[1].value")]
    [InlineData("\"label\":{\"en\":\"Yes\"},\"value\":1", "\"label\":{\"en\":\"Yes\"},\"value\":1,\"missing\":\"notSure\"", "$.responseSets[0].options[1]")]
    [InlineData("\"method\":\"sum\"", "\"method\":\"rash\"", "$.scales[0].method")]
    [InlineData("\"method\":\"mean\"", "\"method\":\"avg\"", "$.scales[3].method")]
    [InlineData("{\"raw\":1,\"value\":4}", "{\"raw\":\"1\",\"value\":4}", "$.scales[1].table.rows[1].raw")]
    public void One_mistake_is_one_complaint(string from, string to, string at)
    {
        Assert.Contains(from, Sound, StringComparison.Ordinal);
        var problem = Assert.Single(InstrumentReader.Read(Sound.Replace(from, to, StringComparison.Ordinal), "mine.json").Problems);
        Assert.Equal(at, problem.Path);
    }

    [Theory]
    [InlineData("\"label\":{\"en\":\"Yes\"}", "\"label\":{}", "$.scales[0].maximum")]
    [InlineData("\"code\":\"1\",\"label\"", "\"code\":\"0\",\"label\"", "$.scales[0].maximum")]
    [InlineData("{\"raw\":2,\"value\":9}", "{\"raw\":2,\"value\":9,\"se\":-1}", "$.scales[1].maximum")]
    public void A_mistake_that_leaves_the_values_alone_hides_no_other(string from, string to, string also)
    {
        var two = Sound.Replace(from, to, StringComparison.Ordinal).Replace("\"maximum\":2,", "\"maximum\":3,", StringComparison.Ordinal).Replace("\"maximum\":9,", "\"maximum\":8,", StringComparison.Ordinal);
        Assert.Contains(InstrumentReader.Read(two, "mine.json").Problems, problem => problem.Path == also);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'\n', (byte)'"', 0x92, (byte)'"' }, "line 2, column 2", "holds the byte 92, which is not UTF-8 text")]
    [InlineData(new byte[] { 0xE9 }, "line 1, column 1", "holds the byte E9")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, "line 1, column 1", "is UTF-16 text; save the file as UTF-8")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'{' }, "line 1, column 1", "is UTF-16 text; save the file as UTF-8")]
    public void A_file_in_another_encoding_is_refused(byte[] bytes, string at, string says)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var problem = Assert.Single(InstrumentReader.ReadFile(file).Problems);
            Assert.Equal((file, at), (problem.File, problem.Path));
            Assert.Contains(says, problem.Message, StringComparison.Ordinal);
            Assert.Equal("mine.json", InstrumentReader.ReadFile(file, "mine.json").Problems[0].File);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_may_begin_with_a_byte_order_mark()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Sound.Replace("\"en\":\"Yes\"", "\"en\":\"Ydw – ŵ\"", StringComparison.Ordinal), new System.Text.UTF8Encoding(true));
            Assert.Equal("Ydw – ŵ", InstrumentReader.ReadFile(file).Instrument!.ResponseSets[0].Options[1].Label.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("{\"a\":[1,2,]}", "line 1, column 11", "a comma stands before the closing ]")]
    [InlineData("{\"a\":1,}", "line 1, column 8", "a comma stands before the closing }")]
    [InlineData("{\n  // note\n}", "line 2, column 3", "comments have no place")]
    [InlineData("{'a':1}", "line 1, column 2", "straight double quotation marks")]
    [InlineData("{“a”:1}", "line 1, column 2", "straight double quotation marks")]
    [InlineData("{a:1}", "line 1, column 2", "names and texts stand in double quotation marks")]
    [InlineData("{\"a\":1 \"b\":2}", "line 1, column 8", "a comma between two entries")]
    [InlineData("{\"a\" = 1}", "line 1, column 6", "joined by a colon")]
    [InlineData("{\"a\":{\"b\":1}", "line 1, column 13", "ends too early")]
    [InlineData("", "line 1, column 1", "the file is empty")]
    [InlineData("{\"a\":+1}", "line 1, column 6", "a number is written like")]
    [InlineData("{\"a\":,\"b\":1}", "line 1, column 6", "a value or a name is needed")]
    [InlineData("{\"a\":1]", "line 1, column 7", "does not fit what was opened")]
    [InlineData("{\"a\":\"x\ny\"}", "line 1, column 8", "over the end of the line")]
    [InlineData("{\"é\":\"ü\", a:1}", "line 1, column 13", "names and texts stand in double quotation marks")] // columns count bytes
    public void Text_that_is_not_JSON_says_what_to_change(string json, string at, string says)
    {
        var problem = Assert.Single(InstrumentReader.Read(json, "mine.json").Problems);
        Assert.Equal(("mine.json", at), (problem.File, problem.Path));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }
}
