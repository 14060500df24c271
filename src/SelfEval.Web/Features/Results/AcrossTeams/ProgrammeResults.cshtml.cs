using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>For evaluators: every team of a programme with the published figures of one measure in the rounds chosen.</summary>
public sealed class ProgrammeResultsModel(Scope scope, ProgrammeRounds rounds) : ProgrammePage(scope, rounds)
{
    /// <summary>A round of a team, and under it its sites where those are published.</summary>
    public sealed record Row(ProgrammeRound At, IReadOnlyList<PublishedScale?> Figures, IReadOnlyList<SiteRow> Sites);

    public sealed record SiteRow(PublishedGroup Group, IReadOnlyList<PublishedGroupScale?> Figures);

    [BindProperty(SupportsGet = true, Name = "measure")]
    public string? MeasureId { get; set; }

    public IReadOnlyList<SelectListItem> Measures { get; private set; } = [];

    /// <summary>The scales of the measure, one a column; one scored in several ways has a column for each.</summary>
    public IReadOnlyList<ComparedScale> Scales { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Team> Without { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(mayEvery: false, cancellationToken);
        List<ProgrammeRound> shown = [.. Rounds.Where(r => r.Published is not null)];
        Without = [.. Teams.Where(team => shown.TrueForAll(r => r.Team.Id != team.Id))];
        // The measure that most teams ask comes first; of equals the one that is asked first.
        var measures = shown.SelectMany(r => r.Published!.Scales.Select(s => (r.Team.Id, s.Instrument, s.InstrumentTitle)))
            .GroupBy(s => s.Instrument).Select(g => (Id: g.Key, Title: g.Last().InstrumentTitle, Teams: g.Select(s => s.Id).Distinct().Count())).OrderByDescending(m => m.Teams).ToList();
        var measure = string.IsNullOrEmpty(MeasureId) ? measures.FirstOrDefault().Id : MeasureId;
        Measures = [.. measures.Select(m => new SelectListItem($"{m.Title} ({m.Teams} of {Teams.Count} teams)", m.Id, m.Id == measure))];
        if (measures.TrueForAll(m => m.Id != measure) && measure is not null) Measures = [.. Measures, new SelectListItem($"{measure} (no team)", measure, true)];
        var comparison = RoundComparison.Of([.. shown.Select(r => new ComparedRound(r.Team.Name, r.Published!))]);
        Scales = [.. comparison.Scales.Where(scale => scale.Scale.Instrument == measure)];
        Rows = [.. shown.Select((r, i) => new Row(r, [.. Scales.Select(scale => scale.Figures[i])], Sites(r.Published!, i)))];
    }

    private List<SiteRow> Sites(PublishedRound round, int at) =>
        [.. round.Breakdowns.SelectMany(breakdown => breakdown.Groups).Select(group =>
            new SiteRow(group, [.. Scales.Select(scale => scale.Figures[at] is { } figure ? group.FindScale(figure.Key) : null)]))];
}
