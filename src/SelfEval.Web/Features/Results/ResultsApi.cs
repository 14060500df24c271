using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Results.AcrossTeams;
using SelfEval.Web.Features.Results.Making;
using SelfEval.Web.Features.Results.Outward;
using SelfEval.Web.Features.Results.OverTime;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>Results over the API: the stored editions and changes that the pages show too, nothing computed on request.</summary>
public static class ResultsApi
{
    /// <param name="Round">The round.</param>
    /// <param name="MadeAt">UTC.</param>
    /// <param name="Figures">All that may be shown.</param>
    /// <param name="Edition">Rises with each publication of the round's figures.</param>
    /// <param name="IsFinal">Made after the round had closed.</param>
    /// <param name="HeldBack">Whether fewer than k answers came or were taken back since the edition before, and so are not counted in or out.</param>
    /// <param name="ContentHash">Of the stored figures; the same figures have the same hash.</param>
    public sealed record RoundResults(int Round, int Edition, DateTime MadeAt, bool IsFinal, bool HeldBack, string ContentHash, PublishedRound Figures)
    {
        /// <summary>How far each scale can be relied on, with the reasons: worked out from the figures.</summary>
        public IReadOnlyList<ScaleTrust> Trust => ScaleTrust.Of(Figures);
    }

    /// <param name="FromRound">The earlier round.</param>
    /// <param name="ToRound">The later round.</param>
    /// <param name="FromEdition">The edition of the earlier that it was worked out from.</param>
    /// <param name="ToEdition">The edition of the later.</param>
    /// <param name="MadeAt">UTC.</param>
    /// <param name="ContentHash">Of the stored change.</param>
    /// <param name="Change">All that may be shown, and for what may not the reasons.</param>
    public sealed record RoundChange(int FromRound, int ToRound, int FromEdition, int ToEdition, DateTime MadeAt, string ContentHash, PublishedChange Change);

    /// <param name="Team">The team.</param>
    /// <param name="Rounds">The newest edition of each round that has one, by the time the rounds opened.</param>
    /// <param name="Changes">Each closed round against the one before it and against the first of its series.</param>
    /// <param name="TestsOfChange">What the team tried, in the order of time; the letters mark it on charts.</param>
    /// <param name="ChartRules">By which named rules the charts over rounds are read.</param>
    /// <param name="Charts">What each scale says over rounds by those rules.</param>
    public sealed record TeamResults(
        int Team, IReadOnlyList<RoundResults> Rounds, IReadOnlyList<RoundChange> Changes,
        IReadOnlyList<TeamCharts.Tried> TestsOfChange, TeamCharts.ReadingRules ChartRules, IReadOnlyList<TeamCharts.ChartOverRounds> Charts);

    /// <param name="Programme">The programme.</param>
    /// <param name="Teams">Each of its teams, by name, with its rounds and changes.</param>
    /// <param name="Round">Which rounds are compared: empty for the latest of each team with results, or their place in the series.</param>
    /// <param name="Comparisons">Each scale over the teams, for each kind of people asked.</param>
    public sealed record ProgrammeResults(int Programme, IReadOnlyList<TeamResults> Teams, string Round, IReadOnlyList<TeamsResults> Comparisons);

    public static void MapResultsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/rounds/{id:int}/results", Show)
            .WithSummary("A round's results: the newest published edition of its figures")
            .WithDescription("Figures that would show fewer than k people, or what somebody answered, are withheld and say why. " +
                "Before the first edition the answer is 404 with code results.none_yet. Whoever needs a certain breakdown names it: without it the answer is a " +
                "refusal, 422 with code results.breakdown_not_declared, or before the final edition 404 with code results.breakdown_not_yet. " +
                "With form=outward come the figures to publish outside the team, for its leads and the programme's evaluators: numbers of 1 to 7 people are hidden, others rounded to the nearest 5, means " +
                "shown from 8 people. They come with the final edition, before it 404 with code results.outward_not_yet; their hash is of the rounded figures.");
        api.MapGet("/teams/{id:int}/results", ShowTeam)
            .WithSummary("A team's results: the newest edition of each round, and what changed between rounds")
            .WithDescription("Change comes in two views, never mixed: the same people, and whoever answered. A comparison that would mislead, or tell what " +
                "somebody answered, is refused with a stable code and a sentence. Rounds without an edition are left out. Charts are read by the rules that the team has chosen, or by those " +
                "named in rules: by-number, ihi, anhoej, mdc or mdc-screened. Rules that none of the team's scores has rounds enough for are refused with 422 and code results.rules_do_not_fit.");
        api.MapGet("/programmes/{id:int}/results", ShowProgramme)
            .WithSummary("A programme's results, team by team: for its evaluators")
            .WithDescription("The same as the results of each team, and each scale over the teams: pooled estimates and limits of chance, worked out from the published " +
                "figures of the latest rounds, or with round=1, 2, … of those in that place. What is refused says why. Nothing in it names a person.");
    }

    private static async Task<RoundResults> Show(int id, string? breakdown, string? form, Scope scope, Editions editions, ReadOutward outward, CancellationToken cancellation)
    {
        if (form is not (null or "outward")) throw ResultsProblems.UnknownForm();
        var round = await scope.Rounds(Right.See).Where(r => r.Id == id).FirstOrNotFoundAsync(cancellation);
        if (breakdown is not null && !RoundBreakdowns.Declares(round, breakdown))
        {
            throw new Problem("results.breakdown_not_declared", StatusCodes.Status422UnprocessableEntity, "The round has no results by this group",
                "Groups are chosen before a round opens and cannot be added later: every new way to divide the answers could tell what one person said.");
        }

        var edition = await editions.LatestAsync(id, cancellation) ?? throw ResultsProblems.NoneYet(round.K);
        if (breakdown is not null && !edition.IsFinal)
        {
            throw new Problem("results.breakdown_not_yet", StatusCodes.Status404NotFound, "Results by group have not been published yet",
                "They come with the final results, after the round has closed.");
        }

        if (form is null) return new(id, edition.Number, edition.MadeAt, edition.IsFinal, edition.HeldBack, edition.ContentHash, edition.Figures);
        var rounded = (await outward.RunAsync(id, cancellation)).Results ?? throw ResultsProblems.OutwardNotYet();
        return new(id, rounded.Edition, rounded.MadeAt, true, edition.HeldBack, rounded.ContentHash, rounded.Figures);
    }

    private static async Task<TeamResults> ShowTeam(int id, string? rules, Scope scope, ReadTeamSeries read, Changes changes, CancellationToken cancellation)
    {
        var team = await scope.Teams(Right.See).Where(t => t.Id == id).FirstOrNotFoundAsync(cancellation);
        var asked = rules is null ? null : Exchange.Charts.ChartRules.Find(rules) ?? throw ResultsProblems.UnknownRules();
        var found = await read.RunAsync(team, asked, cancellation);
        if (asked?.Refuse(found.MostFigures) is not null) throw ResultsProblems.RulesDoNotFit(asked, found.MostFigures);
        return await OfTeamAsync(id, found, changes, cancellation);
    }

    private static async Task<ProgrammeResults> ShowProgramme(
        int id, string? round, AppDb db, Scope scope, ReadTeamSeries read, Changes changes, ProgrammeRounds rounds, CancellationToken cancellation)
    {
        await scope.Programmes(Right.Evaluate).Where(p => p.Id == id).FirstOrNotFoundAsync(cancellation);
        var wave = Wave.Read(round) is { IsEvery: false } known ? known
            : throw new Problem("results.unknown_round", StatusCodes.Status422UnprocessableEntity, "round is a number from 1, or left out for the latest round", "Rounds of one place in the series are compared at a time.");
        var compared = (await rounds.OfAsync(id, wave, Range.All, cancellation)) is var (all, chosen)
            ? chosen.Select(r => r.Round.Audience).Distinct().Order().SelectMany(audience => ScaleAcrossTeams.Of(audience, chosen, all)).Select(TeamsResults.Of).ToList() : [];
        var teams = new List<TeamResults>();
        foreach (var team in await db.Teams.Where(t => t.ProgrammeId == id).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancellation))
            teams.Add(await OfTeamAsync(team.Id, await read.RunAsync(team, null, cancellation), changes, cancellation));
        return new(id, teams, wave.Value, compared);
    }

    private static async Task<TeamResults> OfTeamAsync(int id, ReadTeamSeries.Found found, Changes changes, CancellationToken cancellation)
    {
        var changed = await changes.LatestAsync([.. found.Rounds.Select(r => r.Id)], cancellation);
        return new(id,
            [.. found.Rounds.Where(r => found.Latest.ContainsKey(r.Id)).Select(r => found.Latest[r.Id])
                .Select(e => new RoundResults(e.RoundId, e.Number, e.MadeAt, e.IsFinal, e.HeldBack, e.ContentHash, e.Figures))],
            [.. changed.Select(c => new RoundChange(c.FromRoundId, c.ToRoundId, c.FromEdition, c.ToEdition, c.MadeAt, c.ContentHash, c.Change))],
            TeamCharts.Tests(found), TeamCharts.Rules(found.Rules), TeamCharts.Charts(found));
    }
}
