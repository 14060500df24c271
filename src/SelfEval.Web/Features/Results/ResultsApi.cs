using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
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
    public sealed record RoundResults(int Round, int Edition, DateTime MadeAt, bool IsFinal, bool HeldBack, string ContentHash, PublishedRound Figures);

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
    public sealed record TeamResults(int Team, IReadOnlyList<RoundResults> Rounds, IReadOnlyList<RoundChange> Changes);

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
                "Before the first edition the answer is 404 with code results.none_yet.");
        api.MapGet("/teams/{id:int}/results", ShowTeam)
            .WithSummary("A team's results: the newest edition of each round, and what changed between rounds")
            .WithDescription("Change comes in two views, never mixed: the same people, and whoever answered. A comparison that would mislead, or tell what " +
                "somebody answered, is refused with a stable code and a sentence. Rounds without an edition are left out.");
        api.MapGet("/programmes/{id:int}/results", ShowProgramme)
            .WithSummary("A programme's results, team by team: for its evaluators")
            .WithDescription("The same as the results of each team, and each scale over the teams: pooled estimates and limits of chance, worked out from the published " +
                "figures of the latest rounds, or with round=1, 2, … of those in that place. What is refused says why. Nothing in it names a person.");
    }

    private static async Task<RoundResults> Show(int id, Scope scope, Editions editions, CancellationToken cancellation)
    {
        var round = await scope.Rounds(Right.See).Where(r => r.Id == id).FirstOrNotFoundAsync(cancellation);
        var edition = await editions.LatestAsync(id, cancellation)
            ?? throw new Problem("results.none_yet", StatusCodes.Status404NotFound, "No results have been published yet",
                $"Results are first published when {round.K} people have answered.");
        return new(id, edition.Number, edition.MadeAt, edition.IsFinal, edition.HeldBack, edition.ContentHash, edition.Figures);
    }

    private static async Task<TeamResults> ShowTeam(int id, AppDb db, Scope scope, Editions editions, Changes changes, CancellationToken cancellation)
    {
        await scope.Teams(Right.See).Where(t => t.Id == id).FirstOrNotFoundAsync(cancellation);
        return await OfTeamAsync(id, db, editions, changes, cancellation);
    }

    private static async Task<ProgrammeResults> ShowProgramme(
        int id, string? round, AppDb db, Scope scope, Editions editions, Changes changes, ProgrammeRounds rounds, CancellationToken cancellation)
    {
        await scope.Programmes(Right.Evaluate).Where(p => p.Id == id).FirstOrNotFoundAsync(cancellation);
        var wave = Wave.Read(round) is { IsEvery: false } known ? known
            : throw new Problem("results.unknown_round", StatusCodes.Status422UnprocessableEntity, "round is a number from 1, or left out for the latest round", "Rounds of one place in the series are compared at a time.");
        var compared = (await rounds.OfAsync(id, wave, cancellation)) is var (all, chosen)
            ? chosen.Select(r => r.Round.Audience).Distinct().Order().SelectMany(audience => ScaleAcrossTeams.Of(audience, chosen, all)).Select(TeamsResults.Of).ToList() : [];
        var teams = new List<TeamResults>();
        foreach (var team in await db.Teams.Where(t => t.ProgrammeId == id).OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellation))
            teams.Add(await OfTeamAsync(team, db, editions, changes, cancellation));
        return new(id, teams, wave.Value, compared);
    }

    private static async Task<TeamResults> OfTeamAsync(int id, AppDb db, Editions editions, Changes changes, CancellationToken cancellation)
    {
        var rounds = await db.Rounds.Where(r => r.TeamId == id).OrderBy(r => r.OpensAt).ThenBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellation);
        var latest = await editions.LatestAsync(rounds, cancellation);
        var changed = await changes.LatestAsync(rounds, cancellation);
        return new(id,
            [.. rounds.Where(latest.ContainsKey).Select(round => latest[round])
                .Select(e => new RoundResults(e.RoundId, e.Number, e.MadeAt, e.IsFinal, e.HeldBack, e.ContentHash, e.Figures))],
            [.. changed.Select(c => new RoundChange(c.FromRoundId, c.ToRoundId, c.FromEdition, c.ToEdition, c.MadeAt, c.ContentHash, c.Change))]);
    }
}
