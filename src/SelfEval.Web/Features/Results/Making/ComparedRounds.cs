using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>Which rounds of a series are compared, and what they are called in sentences.</summary>
public static class ComparedRounds
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Each round with the one before it and with the first.</summary>
    /// <param name="inOrder">The rounds of a series, by the time they opened.</param>
    public static IEnumerable<(T From, T To)> Pairs<T>(IReadOnlyList<T> inOrder)
    {
        for (var i = 1; i < inOrder.Count; i++)
        {
            if (i > 1) yield return (inOrder[0], inOrder[i]);
            yield return (inOrder[i - 1], inOrder[i]);
        }
    }

    /// <summary>When two rounds were: their months, or their days where they opened in the same month.</summary>
    public static (string Since, string Until) Names(Round from, Round to)
    {
        var format = from.OpensLocal is var first && to.OpensLocal is var second && (first.Year, first.Month) == (second.Year, second.Month) ? "d MMMM yyyy" : "MMMM yyyy";
        var (since, until) = (from.OpensLocal.ToString(format, English), to.OpensLocal.ToString(format, English));
        return since == until ? ($"“{from.Name}”", $"“{to.Name}”") : (since, until);
    }
}
