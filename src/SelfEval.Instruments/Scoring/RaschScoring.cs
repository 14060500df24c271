using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Instruments.Scoring;

/// <summary>Person measures of one scale.</summary>
internal sealed class RaschScoring
{
    private readonly RatingScaleModel model;
    private readonly int[] positions;
    private readonly double[] lowest;
    private readonly double[] highest;
    private readonly PersonMeasure[] complete;

    public RaschScoring(Scale scale, (double Lowest, double Highest)[] ranges)
    {
        var calibration = scale.Calibration!;
        var calibrated = calibration.Locations.Keys.ToArray();
        model = new RatingScaleModel(calibration.Locations.Values.ToArray(), calibration.Thresholds.ToArray(), calibration.ExtremeAdjustment);
        positions = scale.Items.Select(part => Array.IndexOf(calibrated, part.Code)).ToArray();
        lowest = ranges.Select(range => range.Lowest).ToArray();
        highest = ranges.Select(range => range.Highest).ToArray();
        complete = model.RawScoreTable(positions);
    }

    public ScaleScore Score(ScaleScore score, ReadOnlySpan<CodedAnswer> answers, int[] at, bool[] reversed)
    {
        Span<int> answered = at.Length <= 128 ? stackalloc int[at.Length] : new int[at.Length];
        var count = 0;
        double raw = 0;
        for (var i = 0; i < at.Length; i++)
        {
            ref readonly var answer = ref answers[at[i]];
            if (answer.Missing is not null)
                continue;
            answered[count++] = positions[i];
            raw += reversed[i] ? highest[i] - answer.Value : answer.Value - lowest[i];
        }
        var measure = count == at.Length ? complete[(int)raw] : model.Measure(answered[..count], (int)raw);
        return score with
        {
            Value = model.To100(measure.Theta),
            StandardError = measure.StandardError * model.PointsPerLogit,
            Measure = measure.Theta,
        };
    }
}
