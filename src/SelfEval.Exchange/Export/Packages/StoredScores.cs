using System.Globalization;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>The scores of <c>scores.csv</c>, which stand in the order of the responses: each is compared with what is computed anew, and stays as it is there.</summary>
internal sealed class StoredScores(Stream stream, CancellationToken cancellation) : IAsyncDisposable
{
    private const double Noise = 1e-9;
    private readonly IAsyncEnumerator<List<string>> records = CsvRecords.ReadAsync(stream, "scores.csv", cancellation).GetAsyncEnumerator(cancellation);
    private bool begun;

    public async ValueTask DisposeAsync()
    {
        await records.DisposeAsync();
        await stream.DisposeAsync();
    }

    /// <summary>After the last row nothing may be left.</summary>
    internal async ValueTask EndAsync()
    {
        if (!begun) await records.MoveNextAsync();
        if (await records.MoveNextAsync()) throw new InvalidDataException("responses.csv: it ends before scores.csv does.");
    }

    /// <summary>The row with the numbers that the zip has: a measure computed anew may differ in its last digit.</summary>
    internal async ValueTask<ExportRow> WithNumbersAsync(ExportRow row, long line)
    {
        if (!begun) await records.MoveNextAsync();
        begun = true;
        var scores = new ScaleScore[row.Scores.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            if (!await records.MoveNextAsync()) throw new InvalidDataException("scores.csv: it ends before responses.csv does.");
            scores[i] = Compared(records.Current, row.Scores[i], row, line);
        }

        return row with { Scores = scores };
    }

    private static ScaleScore Compared(List<string> stored, ScaleScore score, ExportRow row, long line)
    {
        var value = Number(stored[8]);
        var isSame = ExportText.Unescape(CsvRecords.Unguarded(stored[0])) == row.Pseudonym && stored[2] == score.Instrument && stored[5] == score.Scale
            && value is null == score.Value is null && Math.Abs((value ?? 0) - (score.Value ?? 0)) <= Noise * Math.Max(1, Math.Abs(value ?? 0));
        return isSame
            ? score with { Value = value, StandardError = Number(stored[9]), RawSum = Number(stored[18]), Measure = Number(stored[19]) }
            : throw new InvalidDataException($"scores.csv: the score of {score.Key} for record {line} of responses.csv is {(stored[8].Length == 0 ? "none" : stored[8])}, and its answers give {score.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "none"}.");
    }

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
