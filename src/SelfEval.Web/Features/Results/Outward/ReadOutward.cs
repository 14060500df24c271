using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Outward;

/// <summary>
/// A round's results as they may leave the team: the newest final edition, rounded and with small numbers hidden. It is made of the published edition alone, so that it
/// tells nothing that the edition does not; of the exact figures it carries none, not even their hash, against which guesses could be tried.
/// </summary>
public sealed class ReadOutward(Scope scope, Editions editions)
{
    /// <param name="Round">The round, with its team and questionnaire.</param>
    /// <param name="Results">What may be published; null before the final edition.</param>
    /// <param name="HasEdition">Whether the team has figures of its own yet.</param>
    public sealed record Found(Round Round, OutwardResults? Results, bool HasEdition);

    public async Task<Found> RunAsync(int roundId, CancellationToken cancellation = default)
    {
        var round = await scope.Rounds(Right.Publish).Include(r => r.Team).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == roundId).FirstOrNotFoundAsync(cancellation);
        var edition = await editions.LatestAsync(roundId, cancellation);
        return new(round, edition is { IsFinal: true } ? Of(edition) : null, edition is not null);
    }

    private static OutwardResults Of(PublishedEdition edition)
    {
        var figures = OutwardForm.Of(edition.Figures);
        return new(edition.Number, edition.MadeAt, figures, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DisclosureGate.ToJson(figures)))));
    }
}

/// <param name="Edition">The edition it is made from.</param>
/// <param name="MadeAt">When that was made, UTC.</param>
/// <param name="Figures">Rounded, small numbers hidden.</param>
/// <param name="ContentHash">Of these figures, not of the edition's.</param>
public sealed record OutwardResults(int Edition, DateTime MadeAt, PublishedRound Figures, string ContentHash);
