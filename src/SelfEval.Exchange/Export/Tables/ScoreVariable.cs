using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>
/// A scale's columns beside the answers: <c>score_instrument_scale</c>, how many of its items were answered (<c>…_n</c>) and, where it has levels, the
/// band (<c>…_band</c>). The whole working is in the table of scores.
/// </summary>
internal sealed class ScoreVariable
{
    private readonly Instrument instrument;
    private readonly Scale scale;
    private readonly Dictionary<string, int> bands = [];

    internal ScoreVariable(Instrument instrument, Scale scale, FieldNames names, string language)
    {
        (this.instrument, this.scale) = (instrument, scale);
        var name = names.Take("score_" + string.Concat($"{instrument.Id}_{scale.Id}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')));
        var title = scale.Title.In(language);
        var key = $"{instrument.Id}.{scale.Id}";
        var fields = new List<ExportField>
        {
            new() { Name = name, Label = $"Score: {title}", Kind = FieldKind.Number, Level = MeasureLevel.Scale, Decimals = Math.Max(2, scale.Decimals), Scale = key },
            new() { Name = names.Take(name + "_n"), Label = $"Items answered: {title}", Kind = FieldKind.Number, Level = MeasureLevel.Scale, Scale = key },
        };
        var all = scale.Bands.Concat(scale.BandSets.SelectMany(set => set.Bands)).DistinctBy(band => band.Id).ToList();
        foreach (var band in all) bands[band.Id] = bands.Count;
        if (all.Count > 0)
        {
            fields.Add(new ExportField
            {
                Name = names.Take(name + "_band"), Label = $"Level: {title}", Kind = FieldKind.Choice, Level = MeasureLevel.Ordinal, Scale = key,
                Options = [.. all.Select((band, i) => new FieldOption(band.Id, i + 1, band.Title.In(language)))],
            });
        }

        Fields = fields;
    }

    internal IReadOnlyList<ExportField> Fields { get; }

    internal Instrument Instrument => instrument;

    internal Scale Scale => scale;

    /// <summary>True where scores of both may stand in one column: same version, standing, items and rule.</summary>
    internal bool IsSameAs(Instrument other, Scale otherScale) =>
        instrument.Id == other.Id && scale.Id == otherScale.Id && instrument.Version == other.Version && instrument.Standing == other.Standing
        && instrument.ContentHash == other.ContentHash && scale.Rule.Id == otherScale.Rule.Id && scale.ScoringVersion == otherScale.ScoringVersion
        && scale.Items.Select(item => item.Code).SequenceEqual(otherScale.Items.Select(item => item.Code));

    internal void Fill(IReadOnlyList<ScaleScore> scores, Span<ExportCell> cells)
    {
        cells.Clear();
        for (var i = 0; i < scores.Count; i++)
        {
            var score = scores[i];
            if (score.Scale != scale.Id || score.Instrument != instrument.Id) continue;
            cells[0] = ExportCell.Of(score.Value);
            cells[1] = ExportCell.Of((double)score.Answered);
            if (score.Band is { } band && cells.Length > 2) cells[2] = bands.TryGetValue(band, out var at) ? ExportCell.Option(at)
                : throw new InvalidDataException($"A score of {score.Key} is in a level that the instrument does not have: {band}.");
            return;
        }
    }
}
