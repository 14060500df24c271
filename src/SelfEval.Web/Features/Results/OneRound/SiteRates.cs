using SelfEval.Instruments.Aggregation;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>The response rate by site as it was published, or why there is none.</summary>
/// <param name="Sites">The sites and, last, those of no site; empty where <paramref name="WhyNot"/> says why.</param>
/// <param name="WhyNot">In words; null where there are rates.</param>
/// <param name="IsAtLeast">Whether some answers came without a site, so that the rates are at least as high.</param>
public sealed record SiteRates(IReadOnlyList<SiteRates.Row> Sites, string? WhyNot, bool IsAtLeast)
{
    /// <param name="Site">Its name.</param>
    /// <param name="Invited">People invited.</param>
    /// <param name="Answered">People who answered; null where hidden.</param>
    /// <param name="Rate">The one of the other; null where hidden or unknown.</param>
    public sealed record Row(string Site, long Invited, long? Answered, double? Rate);

    public static SiteRates Of(Round round, PublishedEdition edition)
    {
        var breakdown = edition.Figures.Breakdowns.FirstOrDefault(breakdown => breakdown.Key == Breakdown.Site);
        if (round.IdentityMode == IdentityMode.Anonymous) return No("Open link: no denominator by site either, because nobody knows how many people saw it where.");
        if (!round.Breakdowns.Split('\n').Any(line => line.StartsWith(Breakdown.Site, StringComparison.Ordinal)))
            return No("Not by site: sites were not chosen as groups before the round opened, and they cannot be added later.");
        if (!edition.IsFinal) return No("The response rate by site comes with the final results, when the round has closed.");
        if (breakdown is null) return No("Not by site: together with what else is shown, that could identify somebody.");
        if (breakdown.InvitedNotTold is not { } others) return No(ResultWords.NotYet(edition));
        var rows = breakdown.Groups.Select(group => new Row(group.Label, group.Invited ?? 0, group.People, group.ResponseRate)).ToList();
        if (others > 0 || breakdown.NotTold != 0)
            rows.Add(new("No site", others, breakdown.NotTold, breakdown.NotTold is { } people && people <= others && others > 0 ? (double)people / others : null));
        return new(rows, null, breakdown.NotTold is not { } without || without > others);
    }

    /// <summary>What stands in place of a rate that is not there.</summary>
    public static string Why(Row row) => row.Answered is null ? "not shown" : row.Invited == 0 ? "nobody asked" : "not known";

    private static SiteRates No(string why) => new([], why, false);
}
