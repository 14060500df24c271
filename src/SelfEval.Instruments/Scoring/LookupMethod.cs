using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// The value that a table gives for the sum of the items. Every item is answered and the table has a row for every sum: the reader checked both, so
/// nothing is prorated and nothing is read between rows.
/// </summary>
internal sealed class LookupMethod : IScaleMethod
{
    private readonly double[] sums;
    private readonly LookupRow[] rows;

    public LookupMethod(Scale scale)
    {
        rows = [.. scale.Table!.Rows.OrderBy(row => row.Raw)];
        sums = [.. rows.Select(row => LookupChecks.Rounded(row.Raw))];
    }

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        var row = rows[Array.BinarySearch(sums, LookupChecks.Rounded(count.Weighted))];
        return new ScaleOutcome(row.Value) { StandardError = row.StandardError };
    }
}
