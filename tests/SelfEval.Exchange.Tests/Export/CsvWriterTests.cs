using System.Text;
using SelfEval.Exchange.Export;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Exchange.Tests.Export;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44 20", "'+44 20")]
    [InlineData("-9", "'-9")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠a", "'＠a")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("It was fine - really", "It was fine - really")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("she said \"yes\"", "\"she said \"\"yes\"\"\"")]
    [InlineData("", "")]
    [Asvs("D2")]
    public async Task A_text_is_quoted_and_no_formula(string text, string expected) =>
        Assert.Equal(expected + ",x\r\n", await Written(csv => { csv.Text(text); csv.Text("x"); }));

    [Fact]
    public async Task Numbers_are_never_guarded_and_read_back_exactly()
    {
        double[] numbers = [-9, 0.1, 1.0 / 3, 41.25, 1e-7, 123456789012];
        var line = await Written(csv => { foreach (var number in numbers) csv.Number(number); csv.Number(null); csv.Number(-8L); csv.Date(new DateOnly(2026, 11, 3)); });
        Assert.Equal("-9,0.1,0.3333333333333333,41.25,1E-07,123456789012,,-8,2026-11-03\r\n", line);
    }

    [Fact]
    public async Task There_is_no_byte_order_mark_and_long_cells_fit()
    {
        var text = new string('é', 300_000);
        Assert.Equal(text + "\r\n", await Written(csv => csv.Text(text)));
    }

    private static async Task<string> Written(Action<CsvWriter> row)
    {
        using var stream = new MemoryStream();
        var csv = new CsvWriter(stream);
        row(csv);
        await csv.EndRowAsync();
        await csv.FlushAsync();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
