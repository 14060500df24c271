using System.Globalization;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>The sentences beside a change.</summary>
/// <param name="scale">What is compared.</param>
/// <param name="since">When the earlier round was.</param>
/// <param name="until">When the later round was.</param>
internal sealed class ChangeWords(PublishedScaleChange scale, string since, string until)
{
    internal string Finding(ChangeVerdict verdict, double difference, Interval likely, WhatMatters matters)
    {
        var size = $"{Size(difference)}{Unit(difference)} {Way(difference)}";
        var about = IsNothing(difference) ? "about the same" : size;
        var anything = $"could be anything from {End(likely.Low)} to {End(likely.High)}";
        return verdict switch
        {
            ChangeVerdict.NoClearChange => $"No clear change since {since}: {about}, {anything}.",
            ChangeVerdict.TooFewToTell => $"Too few to tell whether anything has changed since {since}: {about}, but it {anything}.",
            _ => $"Clearly {Way(difference)} since {since}{Better(difference)}: {Size(difference)}{Unit(difference)}, likely between {(IsNothing(Least(likely)) ? "just over 0" : Size(Least(likely)))} and {Size(Most(likely))}."
                + (Most(likely) < matters.Value ? $" That is less than the {Size(matters.Value)} taken to matter." : ""),
        };
    }

    internal string SamePeople(PublishedSamePeople people)
    {
        var both = people.N is { } n ? $"{Number(n)} people" : $"At least {Number(people.AtLeast)} people";
        var first = people.OnlyFirst is { } left ? left == 0 ? $"nobody only in {since}" : $"{Number(left)} only in {since}" : null;
        var second = people.OnlySecond is { } joined ? joined == 0 ? $"nobody only in {until}" : $"{Number(joined)} only in {until}" : null;
        var others = string.Join(" and ", new[] { first, second }.OfType<string>());
        return others.Length == 0 ? $"{both} have a score both times." : $"{both} have a score both times, {others}.";
    }

    internal string WhoeverAnswered(PublishedScale first, PublishedScale second)
    {
        var people = $"{Whoever(first)} in {since} and {Whoever(second)} in {until}.";
        return char.ToUpperInvariant(people[0]) + people[1..];
    }

    internal static string Reliable(IReadOnlyList<PublishedCell> cells, long people)
    {
        var shown = string.Join(", ", cells.Where(cell => cell.People is not null).Select(cell => $"{Number(cell.People!.Value)} {cell.Label}"));
        var hidden = cells.Any(cell => cell.People is null) ? "; the other numbers are not shown, to protect people" : "";
        return $"Of {Number(people)} people, {shown}{hidden}. A person counts as changed when the change is larger than the errors of their two scores explain (95%).";
    }

    internal (string Improved, string Unchanged, string Worse) ReliableLabels() => scale.HigherIsBetter is null
        ? ("went up by more than chance explains", "did not change by more than chance explains", "went down by more than chance explains")
        : ("got better by more than chance explains", "did not change by more than chance explains", "got worse by more than chance explains");

    private static string Whoever(PublishedScale scale) =>
        scale.N is { } n ? $"{Number(n)} people" : $"at least {Number(scale.AtLeast ?? 0)} people";

    private string Better(double difference) => scale.HigherIsBetter is not { } up ? "" : up == difference > 0 ? ", which is better" : ", which is worse";

    private static string Way(double difference) => difference > 0 ? "higher" : "lower";

    private static double Least(Interval likely) => Math.Min(Math.Abs(likely.Low), Math.Abs(likely.High));

    private static double Most(Interval likely) => Math.Max(Math.Abs(likely.Low), Math.Abs(likely.High));

    private string End(double value) => IsNothing(value) ? "no difference" : $"{Size(value)} {Way(value)}";

    private bool IsNothing(double value) => DisplayNumber.Round(Shown(value), Decimals) == 0;

    private string Size(double value) => DisplayNumber.Format(Math.Abs(Shown(value)), Decimals);

    private string Unit(double value) =>
        (scale.IsShare ? " percentage" : "") + (Math.Abs(DisplayNumber.Round(Shown(value), Decimals)) == 1 ? " point" : " points");

    private int Decimals => scale.IsShare ? 0 : scale.Decimals;

    private double Shown(double value) => scale.IsShare ? 100 * value / (scale.Maximum - scale.Minimum) : value;

    private static string Number(long people) => people.ToString("N0", CultureInfo.InvariantCulture);
}
