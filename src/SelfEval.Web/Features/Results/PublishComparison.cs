using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>An edition of an earlier round and one of a later.</summary>
public sealed record ComparedEdition(int FromRound, int FromEdition, int ToRound, int ToEdition);

/// <summary>
/// Joins the scores of two rounds and stores what may be shown of the change. Joining happens before the gate: it holds up nobody’s answers. What whoever
/// answered says is worked out from the two editions; only where both rounds link people are their rows read.
/// </summary>
public sealed class PublishComparison(
    AppDb db, WriteGate gate, RowReader rows, Documents documents, Changes changes, Audit audit, TimeProvider clock)
{
    public async Task RunAsync(ComparedEdition pair, CancellationToken cancellationToken = default)
    {
        var (from, to) = (await RoundAsync(pair.FromRound, cancellationToken), await RoundAsync(pair.ToRound, cancellationToken));
        var (since, until) = ComparedRounds.Names(from, to);
        var editions = new ComparedEditions(
            await EditionAsync(pair.FromRound, pair.FromEdition, cancellationToken), await EditionAsync(pair.ToRound, pair.ToEdition, cancellationToken), since, until);
        var joins = from.IdentityMode != IdentityMode.Anonymous && to.IdentityMode != IdentityMode.Anonymous;
        var scores = new RoundPair(await ScoresAsync(from, joins, cancellationToken), await ScoresAsync(to, joins, cancellationToken));
        var earlier = (await changes.HistoryAsync(pair.FromRound, pair.ToRound, cancellationToken)).Select(c => c.Change).ToList();
        var k = Math.Max(from.K, to.K);
        var json = ChangeGate.ToJson(ChangeGate.Publish(scores, editions, (key, pairs) => Decide(key, pairs, k, earlier)));

        await gate.RunAsync(db, async () =>
        {
            // Somebody else's tick may have been quicker; the unique key settles what this look does not.
            if (await db.Comparisons.AnyAsync(c => c.FromRoundId == pair.FromRound && c.FromEdition == pair.FromEdition
                && c.ToRoundId == pair.ToRound && c.ToEdition == pair.ToEdition, cancellationToken)) return;
            db.Comparisons.Add(new Comparison
            {
                FromRoundId = pair.FromRound,
                FromEdition = pair.FromEdition,
                ToRoundId = pair.ToRound,
                ToEdition = pair.ToEdition,
                MadeAt = clock.GetUtcNow().UtcDateTime,
                Change = json,
                ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            });
            audit.Add("comparison.published", $"round:{to.Id}", to.Team!.ProgrammeId, to.TeamId, $"edition {pair.ToEdition} with edition {pair.FromEdition} of round {from.Id}, k {k}");
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    // Against everything that was ever shown of the two rounds, not only the last.
    private static SamePeopleDecision Decide(string key, ScalePairs pairs, int k, IReadOnlyList<PublishedChange> earlier) =>
        earlier.Select(change => change.FindScale(key)?.SamePeople).OfType<PublishedSamePeople>().Append(null)
            .Select(before => SamePeopleRule.Decide(pairs, k, before))
            .FirstOrDefault(decision => !decision.MayBeShown) ?? SamePeopleDecision.Yes;

    private Task<Round> RoundAsync(int id, CancellationToken cancellationToken) => db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == id, cancellationToken);

    private async Task<PublishedRound> EditionAsync(int round, int number, CancellationToken cancellationToken) =>
        DisclosureGate.ReopenEdition(await db.Editions.Where(e => e.RoundId == round && e.Number == number).Select(e => e.Figures).SingleAsync(cancellationToken));

    private async Task<RoundScores> ScoresAsync(Round round, bool joins, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
        var scores = new RoundScores(document, joins);
        if (joins || document.Instruments.Any(i => i.Scales.Any(s => s.ScoringVersionFrom is not null)))
        {
            await foreach (var row in rows.ReadAsync(round.Id, cancellationToken: cancellationToken)) scores.Add(row.Pseudonym, row.Language, row.Scores);
            return scores;
        }

        var languages = RowReader.Counted(db.Responses).Where(r => r.RoundId == round.Id).Select(r => r.Language).Distinct();
        foreach (var language in await languages.ToListAsync(cancellationToken)) scores.Asked(language);
        return scores;
    }
}
