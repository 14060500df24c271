using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// The breakdowns that a round declared before it opened, a line each: the code of an item, or "site:" and the ids of the sites there were. A site
/// that comes later is no group of this round.
/// </summary>
public sealed class RoundBreakdowns(AppDb db)
{
    private const string Site = Breakdown.Site + ":";

    public static string? SiteCode(int? siteId) => siteId?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the round declared this one.</summary>
    public static bool Declares(Round round, string key) =>
        round.Breakdowns.Split('\n', StringSplitOptions.RemoveEmptyEntries).Any(line => line == key || key == Breakdown.Site && line.StartsWith(Site, StringComparison.Ordinal));

    public async Task<IReadOnlyList<Breakdown>> OfAsync(Round round, QuestionnaireDocument document, CancellationToken cancellationToken)
    {
        var declared = new List<Breakdown>();
        foreach (var line in round.Breakdowns.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            declared.Add(line.StartsWith(Site, StringComparison.Ordinal)
                ? await BySiteAsync(round.TeamId, line[Site.Length..].Split(','), cancellationToken)
                : ByItem(document, line));
        }

        return declared;
    }

    private async Task<Breakdown> BySiteAsync(int teamId, string[] codes, CancellationToken cancellationToken)
    {
        var names = await db.Sites.Where(s => s.TeamId == teamId).ToDictionaryAsync(s => SiteCode(s.Id)!, s => s.Name, cancellationToken);
        return new(Breakdown.Site, LocalText.Of("Site"), [.. codes.Select(code => new BreakdownGroup(code, LocalText.Of(names.GetValueOrDefault(code, "A site of before"))))]);
    }

    private static Breakdown ByItem(QuestionnaireDocument document, string code)
    {
        var item = document.FindItem(code) ?? throw new InvalidOperationException($"The questionnaire does not ask {code}.");
        return new(code, item.Text, [.. item.Responses!.Options.Where(o => o.Missing is null).Select(o => new BreakdownGroup(o.Code, o.Label))]);
    }
}
