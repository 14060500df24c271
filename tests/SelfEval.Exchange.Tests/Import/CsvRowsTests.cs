using System.Text;
using SelfEval.Exchange.Import;
using Xunit;

namespace SelfEval.Exchange.Tests.Import;

/// <summary>The one way in which CSV is read, line by line and whole.</summary>
public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4", "1|2;3|4")]
    [InlineData("a,b\r1,2\r3,4\r", "1|2;3|4")]
    [InlineData("a,b\n\" x \"\"y\"\",\nz \" , 2 \n,\n", "x \"y\",\nz|2")]
    [InlineData("a\tb\n1,5\t2\n", "1,5|2")]
    public void Rows_and_tables_are_read_alike(string text, string expected)
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
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
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

    [Theory]
    [InlineData("", "line 1: is empty: the first line must name the columns")]
    [InlineData(" \n\n", "line 1: is empty: the first line must name the columns")]
    [InlineData("\n\na,\n1,2\n", "line 3: column 2 has no name")]
    [InlineData("a,a\n1,2\n", "line 1, column 'a': is named twice")]
    [InlineData("a;b\n1;2\n\n3\n", "line 4: has 1 cells where the header has 2")]
    [InlineData("a,b\n1,2,5\n", "line 2: has 3 cells where the header has 2; if a number has a decimal comma write a point, and put cells that hold commas in quotation marks")]
    [InlineData("a,b\n\"1\n2\",2\n\"x\ny,3\n", "line 4: a quotation mark is not closed, or stands inside a cell without being doubled")]
    [InlineData("a,b\n1,x\"y\n", "line 2: a quotation mark is not closed, or stands inside a cell without being doubled")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2: a quotation mark is not closed, or stands inside a cell without being doubled")]
    [InlineData("a,b\n1,2\n3,\0\n", "line 3: holds a NUL character; is this a text file?")]
    public void What_is_wrong_is_named_by_its_line(string text, string says)
    {
        var table = CsvTable.Read(new StringReader(text), "f");
        Assert.Equal($"f: {says}", Assert.Single(table.Problems).ToString());
        var rows = new CsvRows(new StringReader(text), "f");
        while (rows.Read()) { }
        Assert.Equal(table.Problems, rows.Problems.Kept);
    }

    [Fact]
    public void A_table_keeps_every_complaint_and_a_long_file_the_first_fifty()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1\n", 70));
        var table = CsvTable.Read(new StringReader(text), "f");
        Assert.Equal(Enumerable.Range(2, 70), table.Problems.Select(problem => problem.Line));
        var rows = new CsvRows(new StringReader(text), "f");
        Assert.False(rows.Read());
        Assert.Equal((70L, 50), (rows.Problems.Count, rows.Problems.Kept.Count));
    }

    [Fact]
    public void Columns_are_found_by_name()
    {
        var table = CsvTable.Read(new StringReader("\uFEFFa\tb c\n1\t2\n"), "f");
        Assert.Equal((0, 1, -1), (table.Find("a"), table.Find("b c"), table.Find("A")));
        Assert.Equal(2, Assert.Single(table.Rows).Line);
    }

    // Whatever is written in quotation marks comes back, wherever the source breaks off.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public void Any_cells_come_back_as_they_were_written(int pieces)
    {
        const string Letters = "ab,;\"\n\r\t é😀";
        var random = new Random(pieces);
        for (var file = 0; file < 200; file++)
        {
            var (columns, count) = (random.Next(1, 5), random.Next(0, 6));
            var rows = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, columns).Select(_ => "x" + string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => Letters[random.Next(Letters.Length - 2)])) + "x").ToArray()).ToList();
            var end = random.Next(2) == 0 ? "\n" : "\r\n";
            var text = string.Join(',', Enumerable.Range(0, columns).Select(at => $"c{at}")) + end + string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + end));
            var table = CsvTable.Read(new InPieces(text, pieces), "f");
            Assert.Empty(table.Problems);
            Assert.Equal(rows, table.Rows.Select(row => row.Cells.ToArray()));
            var line = 2;
            for (var row = 0; row < count; row++)
            {
                Assert.Equal(line, table.Rows[row].Line);
                line += 1 + rows[row].Sum(cell => cell.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r'));
            }
        }
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed class InPieces(string text, int size) : TextReader
    {
        private int at;

        public override int Read(Span<char> buffer)
        {
            var length = Math.Min(Math.Min(size, buffer.Length), text.Length - at);
            text.AsSpan(at, length).CopyTo(buffer);
            at += length;
            return length;
        }
    }
}
