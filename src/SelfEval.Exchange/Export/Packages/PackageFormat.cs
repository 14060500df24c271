using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>The zip as one of the formats.</summary>
internal static class PackageFormat
{
    internal static Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation) =>
        new RoundExport(frame).WriteZipAsync(output, rows, cancellation);
}
