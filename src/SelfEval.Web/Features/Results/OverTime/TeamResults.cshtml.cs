using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Exchange.Charts;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>A team's rounds beside each other, for each questionnaire and kind of people asked: levels only, nothing is subtracted.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class TeamResultsModel(Scope scope, ReadTeamSeries read, TimeProvider clock) : PageModel
{
    public sealed record Waiting(Round Round, string Why);

    [FromRoute]
    public int TeamId { get; set; }

    [FromQuery(Name = "done")]
    public string? Done { get; set; }

    public Team Team { get; private set; } = null!;

    public bool MayChoose { get; private set; }

    public ReadTeamSeries.Found Found { get; private set; } = null!;

    public IReadOnlyList<TeamSeries> All => Found.All;

    public IReadOnlyList<Waiting> WithoutResults { get; private set; } = [];

    public string? Notice => Done == "rules" ? $"Charts are now read {ResultWords.ReadBy(Found.Rules)}." : null;

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayChoose = scope.MayOnTeam(Right.Lead, Team);
        Found = await read.RunAsync(Team);
        var now = clock.GetUtcNow().UtcDateTime;
        WithoutResults = [.. Found.Rounds.Where(r => !Found.Latest.ContainsKey(r.Id)).Select(r => new Waiting(r, ResultWords.Next(r, null, now)))];
    }

    /// <summary>The chart of a scale; ids on the page differ.</summary>
    public static Chart Draw(int series, int scale, ReadScale read) => TimeSeriesChart.Draw($"series-{series + 1}-{scale + 1}", read.Series, read.Reading);
}
