using System.Text.Json;
using AngleSharp.Dom;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>What is published of the change between two rounds against R's.</summary>
internal sealed class ChangeFiguresCheck(PublishedFigures figures, GoldenSeries series)
{
    /// <summary>From the data's README: closed forms and exact probabilities; probabilities and limits by t; limits by the noncentral t.</summary>
    private const double Closed = 1e-9, OfT = 1e-8, Noncentral = 1e-4;
    private const int K = 5;
    private readonly string path = series.Title + " change";

    /// <summary>Whether a smallest or largest average that limits the typical change could be a few people's alone: it is not shown then.</summary>
    private bool ShowsTypical => series.Paired!.Value.GetProperty("hodges_lehmann").GetProperty("ci_k").GetInt64() > K * (K - 1) / 2;

    internal void Api(JsonElement scale)
    {
        figures.Pass(path, "minimum", "maximum", "decimals");
        if (series.IsAnonymous) Assert.Equal("comparison.anonymous", Assert.Single(scale.GetProperty("samePeopleRefusals").EnumerateArray()).GetProperty("code").GetString());
        else Same(scale.GetProperty("samePeople"), $"{path}.samePeople", series.Paired!.Value);
        Whoever(scale.GetProperty("whoeverAnswered"), $"{path}.whoeverAnswered");
        figures.AllClaimed(scale, path);
    }

    internal void Page(IElement section, bool isSame)
    {
        var rows = section.QuerySelectorAll(".nhsuk-summary-list__row")
            .ToDictionary(row => row.QuerySelector("dt")!.TextContent.Trim(), row => string.Join(' ', row.QuerySelector("dd")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (isSame && series.IsAnonymous)
        {
            Assert.Contains("Anonymous rounds do not tell", section.TextContent, StringComparison.Ordinal);
            Assert.Null(section.QuerySelector("svg"));
            figures.Withheld++;
            return;
        }

        var r = isSame ? series.Paired!.Value : (series.Unpaired ?? series.Paired)!.Value;
        var means = rows["Means"].Split(" and ");
        figures.Printed(means[0], Of(r, "mean1"), Closed, 2, path);
        figures.Printed(means[1], Of(r, "mean2"), Closed, 2, path);
        figures.Printed(rows["Difference"].Split(',')[0], Of(r, "mean_diff"), Closed, 2, path);
        var ends = rows["95% confidence interval"].Split(" (")[0].Split(" to ");
        var likely = isSame ? Pair(r.GetProperty("mean_diff_ci95")) : Welch();
        figures.Printed(ends[0], likely.Low, OfT, 2, path);
        figures.Printed(ends[1], likely.High, OfT, 2, path);
        if (isSame) SameRows(rows, r);
        else if (series.Unpaired is { } two)
        {
            var said = rows["Effect size g"].Split(':')[0].Split(", 95% interval ");
            figures.Printed(said[0], Of(two, "hedges_g"), Closed, 2, path);
            figures.Printed(said[1].Split(" to ")[0], Pair(two.GetProperty("hedges_g_ci95")).Low, Noncentral, 2, path);
            figures.Printed(said[1].Split(" to ")[1], Pair(two.GetProperty("hedges_g_ci95")).High, Noncentral, 2, path);
        }
    }

    private void SameRows(Dictionary<string, string> rows, JsonElement r)
    {
        var dz = rows["Effect size d_z"].Split(':')[0].Split(", 95% interval ");
        figures.Printed(dz[0], Of(r, "d_z"), Closed, 2, path);
        figures.Printed(dz[1].Split(" to ")[0], Pair(r.GetProperty("d_z_ci95")).Low, Noncentral, 2, path);
        figures.Printed(dz[1].Split(" to ")[1], Pair(r.GetProperty("d_z_ci95")).High, Noncentral, 2, path);
        figures.Printed(rows["Effect size g_av"].Split(':')[0], Of(r, "g_av"), Closed, 2, path);
        var p = rows["Wilcoxon’s signed-rank test"].Split(',')[0];
        if (Wilcoxon(r) < 0.0005) Assert.Equal("p below 0.001", p);
        else figures.Printed(p["p = ".Length..], Wilcoxon(r), OfT, 3, path);
        Assert.Equal(ShowsTypical, rows.ContainsKey("Typical change"));
        Assert.Contains("does not tell how exact one person’s score is", rows["Single people"], StringComparison.Ordinal);
        if (!ShowsTypical) return;
        var typical = rows["Typical change"].Split(" (")[0].Split(", likely between ");
        var hl = r.GetProperty("hodges_lehmann");
        figures.Printed(typical[0], Of(hl, "estimate"), Closed, 2, path);
        figures.Printed(typical[1].Split(" and ")[0], Pair(hl.GetProperty("ci95")).Low, Closed, 2, path);
        figures.Printed(typical[1].Split(" and ")[1], Pair(hl.GetProperty("ci95")).High, Closed, 2, path);
    }

    private void Same(JsonElement same, string at, JsonElement r)
    {
        foreach (var field in new[] { "n", "atLeast" }) figures.Count(same, at, field, r.GetProperty("n").GetInt64());
        foreach (var field in new[] { "onlyFirst", "onlySecond" }) figures.Count(same, at, field, 0);
        figures.Near(same, at, "difference", Of(r, "mean_diff"), Closed);
        figures.Near(same, at, "low", Pair(r.GetProperty("mean_diff_ci95")).Low, OfT);
        figures.Near(same, at, "high", Pair(r.GetProperty("mean_diff_ci95")).High, OfT);
        figures.Near(same, at, "firstMean", Of(r, "mean1"), Closed);
        figures.Near(same, at, "secondMean", Of(r, "mean2"), Closed);
        figures.Near(same, at, "matters", Of(r, "sd1") / 2, Closed);
        // Sizes of effects and probabilities are published rounded, so that they tell no more than they mean.
        figures.Near(same, at, "dz", Of(r, "d_z"), Closed, 2);
        figures.Near(same, at, "dzLow", Pair(r.GetProperty("d_z_ci95")).Low, Noncentral, 2);
        figures.Near(same, at, "dzHigh", Pair(r.GetProperty("d_z_ci95")).High, Noncentral, 2);
        figures.Near(same, at, "gav", Of(r, "g_av"), Closed, 2);
        figures.Near(same, at, "wilcoxonP", Wilcoxon(r), OfT, 3);
        Assert.Equal(ShowsTypical, PublishedFigures.Has(same, "typicalChange"));
        if (ShowsTypical)
        {
            var hl = r.GetProperty("hodges_lehmann");
            figures.Near(same, at, "typicalChange", Of(hl, "estimate"), Closed);
            figures.Near(same, at, "typicalLow", Pair(hl.GetProperty("ci95")).Low, Closed);
            figures.Near(same, at, "typicalHigh", Pair(hl.GetProperty("ci95")).High, Closed);
        }
        else figures.Withheld++;

        // One person's change needs the error of one person's score, which these data have not: said in words, never counted.
        Assert.Empty(same.GetProperty("reliable").EnumerateArray());
        Assert.StartsWith("Not told: this measure does not tell how exact", same.GetProperty("reliableWords").GetString(), StringComparison.Ordinal);
    }

    private void Whoever(JsonElement all, string at)
    {
        var r = (series.Unpaired ?? series.Paired)!.Value;
        foreach (var (i, name) in new[] { "first", "second" }.Index())
        {
            figures.Count(all, at, $"{name}N", N(r, i + 1));
            figures.Count(all, at, $"{name}AtLeast", N(r, i + 1));
            figures.Near(all, at, $"{name}Mean", Of(r, $"mean{i + 1}"), Closed);
        }

        Assert.True(all.GetProperty("isWelch").GetBoolean());
        figures.Near(all, at, "difference", Of(r, "mean_diff"), Closed);
        figures.Near(all, at, "low", Welch().Low, OfT);
        figures.Near(all, at, "high", Welch().High, OfT);
        figures.Near(all, at, "matters", Of(r, "sd1") / 2, Closed);
        if (series.Unpaired is { } two)
        {
            figures.Near(all, at, "hedgesG", Of(two, "hedges_g"), Closed);
            figures.Near(all, at, "hedgesGLow", Pair(two.GetProperty("hedges_g_ci95")).Low, Noncentral);
            figures.Near(all, at, "hedgesGHigh", Pair(two.GetProperty("hedges_g_ci95")).High, Noncentral);
        }
        else figures.Pass(at, "hedgesG", "hedgesGLow", "hedgesGHigh"); // R was asked for the pairs only
    }

    /// <summary>R's interval, or where R was asked for the pairs only what follows from its means and SDs by Welch and Satterthwaite.</summary>
    private (double Low, double High) Welch()
    {
        if (series.Unpaired is { } two) return Pair(two.GetProperty("welch").GetProperty("mean_diff_ci95"));
        var r = series.Paired!.Value;
        double n = N(r, 1), one = Math.Pow(Of(r, "sd1"), 2) / n, other = Math.Pow(Of(r, "sd2"), 2) / n;
        var df = Math.Pow(one + other, 2) * (n - 1) / (one * one + other * other);
        var half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, df, 0.975) * Math.Sqrt(one + other);
        return (Of(r, "mean_diff") - half, Of(r, "mean_diff") + half);
    }

    /// <summary>Exact where R has it, otherwise by the corrected normal approximation: the one that the product names.</summary>
    private static double Wilcoxon(JsonElement r) => r.GetProperty("wilcoxon_signed_rank") is var test && test.GetProperty("p_exact_conditional") is { ValueKind: JsonValueKind.Number } exact
        ? exact.GetDouble() : Of(test, "p_normal_cc");

    private static long N(JsonElement r, int group) => (r.TryGetProperty("n", out var n) ? n : r.GetProperty($"n{group}")).GetInt64();

    private static double Of(JsonElement r, string field) => r.GetProperty(field).GetDouble();

    private static (double Low, double High) Pair(JsonElement r) => (r[0].GetDouble(), r[1].GetDouble());
}
