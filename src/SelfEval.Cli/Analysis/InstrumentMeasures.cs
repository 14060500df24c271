using SelfEval.Cli.Scoring;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Analysis;

/// <summary>Measures from answers to an instrument: each row is scored first.</summary>
internal sealed class InstrumentMeasures : IMeasureReader
{
    private readonly DataRequest request;
    private readonly AnswerColumns columns;
    private readonly AnswerReader reader;
    private readonly CsvRows csv;
    private readonly List<double?>[] values;
    private readonly List<string?>[] versions;
    private readonly List<double?>[] cells;
    private readonly SortedDictionary<string, int> unscored = new(StringComparer.Ordinal);

    public InstrumentMeasures(CsvRows csv, DataRequest request)
    {
        (this.csv, this.request) = (csv, request);
        columns = AnswerColumns.Of(csv, request.Instrument!.Items, request.Names);
        reader = new AnswerReader(csv, columns);
        values = [.. request.Scales.Select(_ => new List<double?>())];
        versions = [.. request.Scales.Select(_ => new List<string?>())];
        cells = [.. request.Scales.Select(_ => new List<double?>())];
    }

    public IEnumerable<string> Messages
    {
        get
        {
            foreach (var (column, item) in columns.LookAlikes(csv))
                yield return $"line 1, column '{column}': is not used; if it is item '{item}', add --map {column}={item}";
            foreach (var (scale, count) in unscored)
                yield return $"{scale}: {count} of {values[0].Count} rows";
            if (reader.MissingCells > 0)
                yield return $"{reader.MissingCells} cells hold missing codes ({MissingCode.Declared})";
        }
    }

    public void Row()
    {
        var sheet = reader.Sheet();
        if (csv.Problems.Count > 0) return;
        var scores = Scorer.Score(request.Instrument!, sheet, reader.Shown(sheet)).ToDictionary(score => score.Scale);
        for (var i = 0; i < request.Scales.Count; i++)
        {
            var scale = request.Scales[i];
            var score = scores.GetValueOrDefault(scale.Id);
            values[i].Add(score?.Value);
            versions[i].Add(score?.ScoringVersion);
            if (score?.Unscored is { } reason)
                unscored[Words(scale.Id, reason)] = unscored.GetValueOrDefault(Words(scale.Id, reason)) + 1;
            foreach (var part in scale.Items)
                cells[i].Add(ItemValue.Of(request.Instrument!.FindItem(part.Code)!, part.Reverse, sheet));
        }
    }

    public IReadOnlyList<Measured> Measures() => [.. request.Scales.Select((scale, at) =>
    {
        var instrument = request.Instrument!;
        var ranges = scale.Items.Select(part => ItemValue.Range(instrument.FindItem(part.Code)!)).ToList();
        return new Measured($"{instrument.Id}.{scale.Id}", $"{scale.Title} ({instrument.Id} {instrument.Version})", values[at],
            scale.Items.Count == 0 || ranges.Any(range => range is null) ? null
                : new ItemAnswers([.. scale.Items.Select(part => part.Code)], cells[at], [.. ranges.Select(range => (double?)range!.Value.Low)], [.. ranges.Select(range => (double?)range!.Value.High)]))
        {
            Instrument = instrument,
            Scale = scale,
            Versions = versions[at],
        };
    })];

    private static string Words(string scale, string reason) => $"no score of {scale}, {reason switch
    {
        UnscoredReason.NothingAnswered => "as nothing was answered",
        UnscoredReason.TooManyMissing => "as more was left out than the rule allows",
        UnscoredReason.NotAsked => "as its items were not asked",
        _ => reason,
    }}";
}
