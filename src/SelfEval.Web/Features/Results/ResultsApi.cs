using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>A round's results over the API: the stored edition that the pages show too, nothing computed on request.</summary>
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

    public static void MapResultsApi(this RouteGroupBuilder api) => api.MapGet("/rounds/{id:int}/results", Show)
        .WithSummary("A round's results: the newest published edition of its figures")
        .WithDescription("Figures that would show fewer than k people, or what somebody answered, are withheld and say why. " +
            "Before the first edition the answer is 404 with code results.none_yet.");

    private static async Task<RoundResults> Show(int id, Scope scope, Editions editions, CancellationToken cancellation)
    {
        var round = await scope.Rounds(Right.See).Where(r => r.Id == id).FirstOrNotFoundAsync(cancellation);
        var edition = await editions.LatestAsync(id, cancellation)
            ?? throw new Problem("results.none_yet", StatusCodes.Status404NotFound, "No results have been published yet",
                $"Results are first published when {round.K} people have answered.");
        return new(id, edition.Number, edition.MadeAt, edition.IsFinal, edition.HeldBack, edition.ContentHash, edition.Figures);
    }
}
