using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Instruments.Scoring;

/// <summary>Person measures of one scale, from the items answered: the others are simply not there. Each set of answered items is measured once.</summary>
internal sealed class RaschMethod : IScaleMethod
{
    private readonly double[] lowest;
    private readonly int[] positions;
    private readonly ThresholdModel model;
    private readonly MeasureTables tables;

    public RaschMethod(Scale scale, (double Lowest, double Highest)[] ranges)
    {
        var calibration = scale.Calibration!;
        string[] calibrated = [.. calibration.Items];
        model = new ThresholdModel([.. calibrated.Select(item => calibration.ThresholdsOf(item).ToArray())], calibration.ExtremeAdjustment);
        tables = new MeasureTables(model);
        lowest = [.. ranges.Select(range => range.Lowest)];
        positions = [.. scale.Items.Select(part => Array.IndexOf(calibrated, part.Code))];
    }

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        Span<int> answered = count.Answered <= 256 ? stackalloc int[count.Answered] : new int[count.Answered];
        double raw = 0;
        var next = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Missing is not null)
                continue;
            raw += answers[i].Value - lowest[i];
            answered[next++] = positions[i];
        }
        var measure = tables.Measure(answered, (int)Math.Round(raw));
        return new ScaleOutcome(model.To100(measure.Theta)) { StandardError = measure.StandardError * model.PointsPerLogit, Measure = measure.Theta };
    }
}
