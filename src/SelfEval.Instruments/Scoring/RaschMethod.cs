using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Instruments.Scoring;

/// <summary>Person measures of one scale, estimated from the items answered: the others are simply not there.</summary>
internal sealed class RaschMethod : IScaleMethod
{
    private readonly double[] lowest;
    private readonly MeasureTables tables;

    public RaschMethod(Scale scale, (double Lowest, double Highest)[] ranges)
    {
        var calibration = scale.Calibration!;
        string[] calibrated = [.. calibration.Locations.Keys];
        var model = new RatingScaleModel(calibration.Locations.Values.ToArray(), calibration.Thresholds.ToArray(), calibration.ExtremeAdjustment);
        lowest = [.. ranges.Select(range => range.Lowest)];
        tables = new MeasureTables(model, [.. scale.Items.Select(part => Array.IndexOf(calibrated, part.Code))]);
    }

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        double raw = 0;
        ulong answered = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Missing is not null)
                continue;
            raw += answers[i].Value - lowest[i];
            answered |= 1UL << i;
        }
        var measure = count.Answered == answers.Length ? tables.OfAll((int)Math.Round(raw))
            : answers.Length <= MeasureTables.MostItems ? tables.Of(answered, (int)Math.Round(raw))
            : Directly(answers, count.Answered, (int)Math.Round(raw));
        return new ScaleOutcome(measure.Score) { StandardError = measure.StandardError, Measure = measure.Theta };
    }

    private MeasuredScore Directly(ReadOnlySpan<CodedAnswer> answers, int count, int raw)
    {
        var answered = new int[count];
        var next = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Missing is null)
                answered[next++] = i;
        }
        return tables.Estimate(answered, raw);
    }
}
