using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>The quick way through a long file gives what the scorer gives, for every shipped instrument that it takes.</summary>
public sealed class RowScorerTests
{
    [Fact]
    public void Rows_are_scored_as_sheets_are()
    {
        var random = new Random(7);
        var taken = 0;
        foreach (var instrument in InstrumentShelf.Load(InstrumentFolder.Find()).All)
        {
            if (RowScorer.For(instrument) is not { } rows) continue;
            taken++;
            for (var sheet = 0; sheet < 200; sheet++)
            {
                rows.Clear();
                var answers = new Dictionary<string, string>();
                for (var i = 0; i < instrument.Items.Count; i++)
                {
                    var options = instrument.Items[i].Responses!.Options;
                    var pick = random.Next(options.Count + 1);
                    if (pick == options.Count) continue;
                    answers[instrument.Items[i].Code] = options[pick].Code;
                    Assert.True(rows.Answer(i, options[pick].Code));
                }
                var scores = Scorer.Score(instrument, AnswerSheet.Of(answers));
                Assert.Equivalent(scores, rows.Score(), strict: true);
                Assert.Equal(scores.Select(score => new ScaleValue(score.Value, score.Answered, score.Unscored)), rows.Values().ToArray());
                if (sheet % 2 == 0) continue;
                rows.Clear();
                for (var i = 0; i < instrument.Items.Count; i++)
                    if (answers.TryGetValue(instrument.Items[i].Code, out var code)) rows.Answer(i, instrument.Items[i].Responses!.Options.Select(option => option.Code).ToList().IndexOf(code));
                Assert.Equivalent(scores, rows.Score(), strict: true);
            }
        }
        Assert.True(taken >= 6, $"only {taken} instruments were tried");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4", "1|2;3|4")]
    [InlineData("a,b\r1,2\r3,4\r", "1|2;3|4")]
    [InlineData("a,b\n\" x \"\"y\"\",\nz \" , 2 \n,\n", "x \"y\",\nz|2")]
    [InlineData("a\tb\n1,5\t2\n", "1,5|2")]
    public void Rows_are_read_as_the_table_reads_them(string text, string expected)
    {
        var rows = new CsvRows(new StringReader(text), "f");
        var found = new List<string>();
        while (rows.Read()) found.Add($"{rows[0]}|{rows[1]}");
        Assert.Equal(0, rows.Problems.Count);
        Assert.Equal(expected, string.Join(';', found));
        var table = CsvTable.Read(new StringReader(text), "f");
        Assert.Equal(expected, string.Join(';', table.Rows.Select(row => $"{row.Cells[0]}|{row.Cells[1]}")));
    }

    [Fact]
    public void Cells_across_the_ends_of_buffers_stay_whole()
    {
        var long1 = new string('ä', 70_001);
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},\"é{i}\"\"\"\n")) + $"{long1},\"{long1}\n\"\n";
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        using var reader = new StrictUtf8Reader(bytes);
        var rows = new CsvRows(reader, "f");
        for (var i = 0; i < 40_000; i++)
        {
            Assert.True(rows.Read());
            Assert.Equal((i + 2, $"{i}", $"é{i}\""), (rows.Line, rows[0].ToString(), rows[1].ToString()));
        }
        Assert.True(rows.Read());
        Assert.Equal((long1, long1), (rows[0].ToString(), rows[1].ToString()));
        Assert.False(rows.Read());
        Assert.Equal(0, rows.Problems.Count);
    }
}
