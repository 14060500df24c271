using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>An edition of an earlier round and one of a later.</summary>
public sealed record ComparedEdition(int FromRound, int FromEdition, int ToRound, int ToEdition);

/// <summary>
/// Joins the scores of two rounds and stores what may be shown of the change. Joining happens before the gate: it holds up nobody’s answers. What whoever
/// answered says is worked out from the two editions; only where both rounds link people are their rows read.
/// </summary>
public sealed class PublishComparison(
    AppDb db, WriteGate gate, RowReader rows, CountAnswers counting, ReadCounted read, OpenLedger open, Documents documents, Audit audit, TimeProvider clock)
{
    public async Task RunAsync(ComparedEdition pair, CancellationToken cancellationToken = default)
    {
        var (from, to) = (await RoundAsync(pair.FromRound, cancellationToken), await RoundAsync(pair.ToRound, cancellationToken));
        var (since, until) = ComparedRounds.Names(from, to);
        var editions = new ComparedEditions(
            await EditionAsync(pair.FromRound, pair.FromEdition, cancellationToken), await EditionAsync(pair.ToRound, pair.ToEdition, cancellationToken), since, until);
        var joins = from.IdentityMode != IdentityMode.Anonymous && to.IdentityMode != IdentityMode.Anonymous;
        var scores = new RoundPair(await ScoresAsync(from, pair.FromEdition, joins, cancellationToken), await ScoresAsync(to, pair.ToEdition, joins, cancellationToken));
        var k = Math.Max(from.K, to.K);
        var ledgers = joins ? await LedgersAsync(from, to, pair, k, cancellationToken) : null;
        var json = ChangeGate.ToJson(ChangeGate.Publish(scores, editions, (key, pairs) => Decide(key, pairs, k, ledgers)));

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

    private sealed record Ledgers(RoundLedger From, RoundLedger To, IReadOnlyDictionary<string, (int From, int To)> SamePeople);

    /// <summary>First the plain rule, whose refusals say what is the matter; then the ledgers, which know everything that was ever shown of both rounds.</summary>
    private static SamePeopleDecision Decide(string key, ScalePairs pairs, int k, Ledgers? ledgers)
    {
        var decision = SamePeopleRule.Decide(pairs, k);
        if (!decision.MayBeShown || ledgers is null || !ledgers.SamePeople.TryGetValue(key, out var output)) return decision;
        return ledgers.From.PublishSamePeople(key, output.From, ledgers.To, output.To) is null ? decision : SamePeopleDecision.No(Refusal.Of(Refusal.OverlappingGroups,
            "Together with other results that are shown, of groups or of earlier editions, this would show what a few people answered."));
    }

    private async Task<Ledgers> LedgersAsync(Round from, Round to, ComparedEdition pair, int k, CancellationToken cancellationToken)
    {
        var (first, second) = (await read.OfAsync(from, cancellationToken), await read.OfAsync(to, cancellationToken));
        var keys = first.Keys.Intersect(second.Keys).ToList();
        var (scored, scoredToo) = (await first.ScoredInAsync(pair.FromEdition, keys), await second.ScoredInAsync(pair.ToEdition, keys));
        List<Func<CountedAnswer, bool>> here = [], there = [];
        foreach (var key in keys)
        {
            var both = scored[key];
            both.IntersectWith(scoredToo[key]);
            here.Add(OpenLedger.SamePeople(first.After.IndexOf(key)!.Value, pair.FromEdition, both));
            there.Add(OpenLedger.SamePeople(second.After.IndexOf(key)!.Value, pair.ToEdition, both));
        }

        var (one, firstOne) = await open.RunAsync(from, k, first, here, cancellationToken);
        var (two, firstTwo) = await open.RunAsync(to, k, second, there, cancellationToken);
        return new(one, two, keys.Index().ToDictionary(key => key.Item, key => (firstOne + key.Index, firstTwo + key.Index)));
    }

    private Task<Round> RoundAsync(int id, CancellationToken cancellationToken) => db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == id, cancellationToken);

    private async Task<PublishedRound> EditionAsync(int round, int number, CancellationToken cancellationToken) =>
        DisclosureGate.ReopenEdition(await db.Editions.Where(e => e.RoundId == round && e.Number == number).Select(e => e.Figures).SingleAsync(cancellationToken));

    private async Task<RoundScores> ScoresAsync(Round round, int edition, bool joins, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
        var scores = new RoundScores(document, joins);
        if (joins || document.Instruments.Any(i => i.Scales.Any(s => s.ScoringVersionFrom is not null)))
        {
            // Those whom the edition counts: its figures and these must be about the same answers.
            var members = await counting.MembersAsync(round.Id, cancellationToken);
            List<Guid> counted = [.. members.Where(m => m.Value.From <= edition && edition < m.Value.To).Select(m => m.Key)];
            await foreach (var row in rows.ReadAsync(counted, cancellationToken)) scores.Add(row.Pseudonym, row.Language, row.Scores);
            return scores;
        }

        var languages = RowReader.Counted(db.Responses).Where(r => r.RoundId == round.Id).Select(r => r.Language).Distinct();
        foreach (var language in await languages.ToListAsync(cancellationToken)) scores.Asked(language);
        return scores;
    }
}
