using SelfEval.Cli.Reports;

namespace SelfEval.Cli.Analysis;

/// <summary>People counted because their score reaches a value, or stays at or below it.</summary>
internal sealed record CountedShare(double Value, bool OrMore)
{
    // Scores are compared within what their computation rounds.
    private const double Rounding = 1e-9;

    public string Words => $"share with {Say.Number(Value)} or {(OrMore ? "more" : "less")}";

    /// <summary>From the two options, of which at most one is given.</summary>
    public static CountedShare? Of(double? atLeast, double? atMost) => (atLeast, atMost) switch
    {
        (not null, not null) => throw new UsageException("give one of --at-least and --at-most"),
        ({ } low, null) => new CountedShare(low, true),
        (null, { } high) => new CountedShare(high, false),
        _ => null,
    };

    public bool Counts(double score) => OrMore ? score >= Value - Rounding : score <= Value + Rounding;
}
