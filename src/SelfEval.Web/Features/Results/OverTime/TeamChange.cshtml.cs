using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>Has it changed: the newest round of each series against the first or the one before. The changes were published; nothing is computed here.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class TeamChangeModel(AppDb db, Scope scope, ReadTeamSeries read, Changes changes) : PageModel
{
    private const string First = "first", Previous = "previous", Same = "same", All = "all";

    /// <summary>One questionnaire asked of one kind of people; what is published of its change is null while there is none.</summary>
    public sealed record Series(string Title, Audience Audience, Round Newest, Round? From, PublishedComparison? Published, IReadOnlyList<ChangeView> Scales)
    {
        /// <summary>Final rounds so far.</summary>
        public required int Rounds { get; init; }
    }

    /// <summary>What patients and staff said of the same dimensions, each in their newest closed round.</summary>
    public sealed record TwoSides(Round Patients, Round Staff, IReadOnlyList<PublishedGap> Gaps, Chart? Chart)
    {
        /// <summary>Where the two clearly differ, in one sentence before the many.</summary>
        public string Summary
        {
            get
            {
                var clear = Gaps.Where(gap => gap.Low > 0 || gap.High < 0).Select(gap => gap.Dimension).ToList();
                return clear.Count == 0 ? $"On none of the {Gaps.Count} sides asked about is there a clear gap between patients and staff."
                    : $"Patients and staff clearly differ on {clear.Count} of the {Gaps.Count} sides asked about: {string.Join(", ", clear)}.";
            }
        }
    }

    [FromRoute]
    public int TeamId { get; set; }

    /// <summary>Which round the newest is compared with: the first (the baseline) or the previous.</summary>
    [FromQuery(Name = "with")]
    public string? With { get; set; }

    /// <summary>The same people, or whoever answered.</summary>
    [FromQuery]
    public string? View { get; set; }

    public Team Team { get; private set; } = null!;

    public RoundHead Head { get; private set; } = null!;

    public IReadOnlyList<Series> Compared { get; private set; } = [];

    public TwoSides? Sides { get; private set; }

    public bool IsWithPrevious => With == Previous;

    public bool IsSamePeople { get; private set; }

    /// <summary>Whether some series has a round between the first and the newest, so that there is a choice.</summary>
    public bool HasChoice => Compared.Any(series => series.Rounds > 2);

    public string Href(string? with = null, string? view = null, string? at = null) =>
        $"/teams/{TeamId}/change?with={with ?? (IsWithPrevious ? Previous : First)}&view={view ?? (IsSamePeople ? Same : All)}{(at is null ? "" : "#" + at)}";

    public async Task OnGetAsync()
    {
        if (With is not (null or First or Previous) || View is not (null or Same or All)) throw Problem.NotFound();
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        var found = await read.RunAsync(Team);
        var latest = found.Latest;
        var newest = found.All.Select(all => all.Rounds.LastOrDefault(r => latest[r.Id].IsFinal)).OfType<Round>().ToList();
        var published = await changes.LatestAsync(newest.Select(r => r.Id).ToList());
        // The same people say more, where they may be shown.
        IsSamePeople = View is null ? published.Any(p => p.Change.Scales.Any(scale => scale.SamePeople is not null)) : View == Same;
        Compared = [.. found.All.Select((all, i) => Compare(all, latest, published, i + 1))];
        Sides = Beside(newest, latest);
        // The other questions are asked of the round that is compared, or of the newest that has results.
        var about = newest.MaxBy(r => r.OpensAt) ?? found.Rounds.LastOrDefault(r => latest.ContainsKey(r.Id));
        Head = new(TeamQuestion.HasItChanged, Team, about, about is null ? null : latest[about.Id], about is null ? null : latest[about.Id].Number, await RoundHead.OthersAsync(db, TeamId))
        {
            MayDownload = scope.MayOnTeam(Right.Evaluate, Team),
        };
    }

    private static TwoSides? Beside(List<Round> newest, IReadOnlyDictionary<int, PublishedEdition> latest)
    {
        Round? Of(Audience audience) => newest.Where(r => r.Audience == audience).MaxBy(r => r.OpensAt);
        if (Of(Audience.Patients) is not { } patients || Of(Audience.Staff) is not { } staff) return null;
        var gaps = TwoSidedPicture.Of(latest[patients.Id].Figures, latest[staff.Id].Figures);
        return gaps.Count == 0 ? null : new(patients, staff, gaps, TwoSidesChart.Draw("two-sides-chart", gaps));
    }

    private Series Compare(TeamSeries series, IReadOnlyDictionary<int, PublishedEdition> latest, IReadOnlyList<PublishedComparison> published, int number)
    {
        var rounds = series.Rounds;
        var final = rounds.Where(r => latest[r.Id].IsFinal).ToList();
        var newest = final.Count > 0 ? final[^1] : rounds[^1];
        var from = final.Count < 2 ? null : IsWithPrevious ? final[^2] : final[0];
        var shown = from is null ? null : published.FirstOrDefault(p => p.ToRoundId == newest.Id && p.FromRoundId == from.Id);
        if (shown is null) return new(series.Title, newest.Audience, newest, from, null, []) { Rounds = final.Count };
        var of = rounds.TakeWhile(r => r.Id != newest.Id).Count();
        // From the first round to the newest, as on the axis of the other view.
        List<PublishedChange> until = [.. final.Take(final.Count - 1).Select(r => published.FirstOrDefault(p => p.ToRoundId == newest.Id && p.FromRoundId == r.Id)).OfType<PublishedComparison>().Select(p => p.Change)];
        return new(series.Title, newest.Audience, newest, from, shown, [.. shown.Change.Scales.Select((scale, i) =>
        {
            var id = $"change-{number}-{i + 1}";
            var (chart, reading) = Draw($"{id}-chart", scale, series, of, until);
            return new ChangeView(scale, id, IsSamePeople, chart, Href(view: Same, at: id), Href(view: All, at: id)) { Reading = reading };
        })]) { Rounds = final.Count };
    }

    private (Chart? Chart, SeriesReading? Reading) Draw(string id, PublishedScaleChange scale, TeamSeries levels, int newest, IReadOnlyList<PublishedChange> until)
    {
        if (IsSamePeople) return (scale.SamePeople is null ? null : ChangeChart.Draw(id, scale.Key, until), null);
        var over = levels.Scales.Where((s, i) => s.Key == scale.Key && levels.Comparison.Scales[i].Figures[newest] is not null).FirstOrDefault();
        return scale.WhoeverAnswered is null || over is null ? (null, null) : (TimeSeriesChart.Draw(id, over.Series, over.Reading), over.Reading);
    }
}
