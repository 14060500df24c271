using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>
/// A native SPSS file (.sav): UTF-8, long names, labels, user-missing values, measurement levels, strings up to 32,000 bytes; longer ones go on in further
/// variables. Choices whose codes are no numbers are numbered in the options' order and labelled.
/// </summary>
/// <remarks>
/// Written after the PSPP developers' guide, appendix "System File Format". The records wait in a temporary file, because the file begins with how many there
/// are and how wide each string is.
/// </remarks>
internal static class Sav
{
    internal static async Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        var parts = new TextParts(table.Fields, SavVariable.LongestString, inBytes: true, keepsTrailingSpaces: false);
        await using var spool = await PartedSpool.OfAsync(table, rows, parts, cancellation);
        var sizes = table.Fields.SelectMany((_, field) => parts.SizesOf(field)).ToList();
        var names = StatisticalNames.Of(spool.Fields, 64);
        var variables = spool.Fields.Select((field, i) => new SavVariable(field, names[i], sizes[i])).ToList();
        var to = new SavBuffer(output);
        SavDictionary.Write(to, variables, spool.Count, frame);
        var data = new SavData(to, variables);
        await foreach (var cells in spool.ReadAsync(cancellation))
        {
            data.Write(cells);
            await to.FlushIfFullAsync(cancellation);
        }

        data.End();
        await to.FlushAsync(cancellation);
    }
}
