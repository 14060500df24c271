using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Which answers the editions of a round count. Who is counted is written down before the edition is, a handful at a time, under the mark of a
/// batch: it takes hold when an edition of that batch exists. An attempt that dies or is overtaken leaves marks that mean nothing.
/// </summary>
public sealed class CountAnswers(AppDb db, WriteGate gate)
{
    private const int Together = 2000;

    /// <summary>An answer that an edition counts and that has been withdrawn since.</summary>
    public sealed record Leaver(Guid Id, int From);

    /// <summary>How many came and went since the last edition of each round. Asked on every tick, so it costs a count and no more.</summary>
    public async Task<Dictionary<int, Moved>> MovedAsync(IReadOnlyDictionary<int, int> counts, IReadOnlyDictionary<int, LastEdition> last, CancellationToken cancellationToken)
    {
        var rounds = last.Keys.ToList();
        var went = await Leaving(rounds).GroupBy(m => m.RoundId).Select(g => new { g.Key, Went = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Went, cancellationToken);
        return counts.Keys.Union(rounds).ToDictionary(id => id, id =>
        {
            var gone = went.GetValueOrDefault(id);
            return new Moved(counts.GetValueOrDefault(id) - (last.GetValueOrDefault(id)?.Responses ?? 0) + gone, gone);
        });
    }

    /// <summary>Ids of the answers that no edition counts yet, in the order of their random ids.</summary>
    public Task<List<Guid>> JoinersAsync(int roundId, CancellationToken cancellationToken) =>
        RowReader.Counted(db.Responses).Where(r => r.RoundId == roundId)
            .Where(r => !db.Countings.Any(c => c.ResponseId == r.Id && db.Editions.Any(e => e.Batch == c.Batch)))
            .OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken);

    public Task<List<Leaver>> LeaversAsync(int roundId, CancellationToken cancellationToken) =>
        Leaving([roundId]).OrderBy(m => m.Id).Select(m => new Leaver(m.Id, m.From)).ToListAsync(cancellationToken);

    /// <summary>Everybody whom an edition of the round ever counted: the first edition that did, and the first that no longer did.</summary>
    public async Task<Dictionary<Guid, (int From, int To)>> MembersAsync(int roundId, CancellationToken cancellationToken)
    {
        var members = new Dictionary<Guid, (int From, int To)>();
        var marks =
            from edition in db.Editions
            where edition.RoundId == roundId
            join counting in db.Countings on edition.Batch equals counting.Batch
            orderby edition.Number
            select new { counting.ResponseId, edition.Number, counting.IsOut };
        await foreach (var mark in marks.AsAsyncEnumerable().WithCancellation(cancellationToken))
            members[mark.ResponseId] = mark.IsOut ? (members[mark.ResponseId].From, mark.Number) : (mark.Number, EditionSpan.Open);
        return members;
    }

    /// <summary>Writes down who is counted in and out by the edition that this batch will be.</summary>
    public async Task MarkAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken)
    {
        foreach (var some in responses.Chunk(Together))
        {
            await gate.RunAsync(db, () => db.AddCountingsAsync(batch, some, isOut, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Takes back what was written down for an edition that did not come about.</summary>
    public Task ForgetAsync(Guid batch) => gate.RunAsync(db, () => db.Countings.Where(c => c.Batch == batch).ExecuteDeleteAsync());

    private IQueryable<Member> Leaving(IReadOnlyCollection<int> rounds) =>
        from response in db.Responses
        where rounds.Contains(response.RoundId) && response.WithdrawnOn != null
        from counting in db.Countings
        where counting.ResponseId == response.Id && !counting.IsOut
        from edition in db.Editions
        where edition.Batch == counting.Batch
        where !db.Countings.Any(c => c.ResponseId == response.Id && c.IsOut && db.Editions.Any(e => e.Batch == c.Batch))
        select new Member { Id = response.Id, RoundId = response.RoundId, From = edition.Number };

    private sealed class Member
    {
        public Guid Id { get; init; }

        public int RoundId { get; init; }

        public int From { get; init; }
    }
}
