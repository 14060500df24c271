using System.Collections.Concurrent;

namespace SelfEval.Load;

/// <summary>Durations by step, and their percentiles.</summary>
internal sealed class Figures
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _steps = new();

    public void Add(string step, double milliseconds) => _steps.GetOrAdd(step, _ => []).Add(milliseconds);

    /// <summary>Of all steps together.</summary>
    public double P99 => At([.. _steps.Values.SelectMany(t => t).Order()], 0.99);

    public void Print(TextWriter to)
    {
        to.WriteLine("| step | n | p50 ms | p95 ms | p99 ms | max ms |");
        to.WriteLine("|---|---|---|---|---|---|");
        foreach (var (step, times) in _steps.OrderBy(s => Array.IndexOf(Order, s.Key)))
        {
            var sorted = times.Order().ToArray();
            to.WriteLine(FormattableString.Invariant(
                $"| {step} | {sorted.Length} | {At(sorted, 0.5):F1} | {At(sorted, 0.95):F1} | {At(sorted, 0.99):F1} | {sorted[^1]:F1} |"));
        }
    }

    public static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static readonly string[] Order = ["open link", "start", "show page", "save page", "show check", "send", "receipt"];
}
