using System.Text;
using SelfEval.Exchange.Export.Spreadsheet;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

public sealed class PlainTableTests
{
    private static readonly PlainTable Figures = new("Figures", ["scale", "mean", "n", "closed", "note"],
    [
        ["=empathy", 1.0 / 3, 12, new DateOnly(2026, 3, 5), "a\rb"],
        ["trust", null, 4L, null, null],
    ]);

    [Fact]
    public async Task Csv_is_guarded()
    {
        using var file = new MemoryStream();
        await using (var sink = new ForwardOnly(file)) await Figures.WriteCsvAsync(sink, TestContext.Current.CancellationToken);
        Assert.Equal("\uFEFFscale,mean,n,closed,note\r\n'=empathy,0.3333333333333333,12,2026-03-05,\"a\rb\"\r\ntrust,,4,,\r\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public async Task Sheets_hold_texts_numbers_and_days_and_no_formula()
    {
        using var file = new MemoryStream();
        await using (var sink = new ForwardOnly(file)) await PlainTable.WriteXlsxAsync(sink, [Figures, Figures with { Name = "More" }], new DateTime(2026, 3, 6), TestContext.Current.CancellationToken);
        using var book = new XlsxReading(file.ToArray());
        Assert.Equal(["Figures", "More"], book.Sheets.Keys);
        Assert.False(book.HasFormulas);
        Assert.Equal(["=empathy", 1.0 / 3, 12.0, 46086.0, "a\rb"], book.Rows("More", 5)[1]);
        await Assert.ThrowsAsync<ArgumentException>(() => PlainTable.WriteXlsxAsync(new MemoryStream(), [Figures with { Name = "a/b" }], new DateTime(2026, 3, 6), TestContext.Current.CancellationToken));
    }
}
