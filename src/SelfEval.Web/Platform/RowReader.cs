using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// The only reader of responses row by row: what editions, files and the API are made of. Test answers, unfinished and
/// withdrawn ones do not exist for it. The order is that of the random ids, so that it tells nothing about people, and
/// a reading can be taken up again after any of them.
/// </summary>
public sealed class RowReader(AppDb db)
{
    private const int Together = 200;

    // Rows without workings are small: fewer questions to the database, each for more of them.
    private const int OutcomesTogether = 1000;

    /// <summary>What counts as an answer.</summary>
    public static IQueryable<Response> Counted(IQueryable<Response> responses) =>
        responses.Where(r => r.CompletedOn != null && !r.IsTest && r.WithdrawnOn == null);

    /// <summary>Responses of each of the rounds; a round without any is left out.</summary>
    public Task<Dictionary<int, int>> CountAsync(IReadOnlyCollection<int> rounds, CancellationToken cancellationToken = default) =>
        Counted(db.Responses).Where(r => rounds.Contains(r.RoundId))
            .GroupBy(r => r.RoundId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

    /// <summary>
    /// A round's responses with their scores. Only their ids are gathered first; the rows come in handfuls, each read
    /// anew, so that memory stays level, no reading is held open while a slow client drinks, and what is withdrawn
    /// meanwhile is left out.
    /// </summary>
    public async IAsyncEnumerable<ResponseRow> ReadAsync(int roundId, Guid? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in ReadAsync(await IdsAsync(roundId, after, cancellationToken), Together, some => HandfulAsync(some, Counted, cancellationToken), cancellationToken)) yield return row;
    }

    /// <summary>These responses, in the order of their ids, even those withdrawn: an edition may still count them.</summary>
    public IAsyncEnumerable<ResponseRow> ReadAsync(IReadOnlyCollection<Guid> responses, CancellationToken cancellationToken) =>
        ReadAsync([.. responses.Order()], Together, some => HandfulAsync(some, all => all.Where(r => r.CompletedOn != null), cancellationToken), cancellationToken);

    /// <summary>
    /// These responses without the working of their scores, in the order of their ids, even those withdrawn: what an edition counted in it must be able to count out again.
    /// </summary>
    public IAsyncEnumerable<OutcomeRow> ReadOutcomesAsync(IReadOnlyCollection<Guid> responses, CancellationToken cancellationToken) =>
        ReadAsync([.. responses.Order()], OutcomesTogether, some => OutcomesAsync(some, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<T> ReadAsync<T>(List<Guid> ids, int together, Func<List<Guid>, Task<List<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The next handful is read while this one is being written: reading and writing each keep a core busy.
        var ahead = Ahead(0);
        try
        {
            for (var start = 0; start < ids.Count; start += together)
            {
                var rows = await ahead;
                ahead = Ahead(start + together);
                foreach (var row in rows) yield return row;
            }
        }
        finally
        {
            // Whoever stops early must find the context at rest.
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<List<T>> Ahead(int start) => start >= ids.Count
            ? Task.FromResult<List<T>>([])
            : Task.Run(() => read(ids.GetRange(start, Math.Min(together, ids.Count - start))), cancellationToken);
    }

    /// <summary>The last id of the next so many responses, and whether more follow; null where there are none.</summary>
    public async Task<(Guid Last, bool More)?> PageAsync(int roundId, Guid? after, int most, CancellationToken cancellationToken = default)
    {
        var ids = await IdsAsync(roundId, after, cancellationToken);
        return ids.Count == 0 ? null : (ids[Math.Min(most, ids.Count) - 1], ids.Count > most);
    }

    private Task<List<Guid>> IdsAsync(int roundId, Guid? after, CancellationToken cancellationToken)
    {
        var responses = Counted(db.Responses).Where(r => r.RoundId == roundId);
        if (after is { } last) responses = responses.Where(r => r.Id > last);
        return responses.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken);
    }

    private async Task<List<ResponseRow>> HandfulAsync(List<Guid> some, Func<IQueryable<Response>, IQueryable<Response>> which, CancellationToken cancellationToken)
    {
        // Answers first: their scores were written with them, so whatever answers are seen have theirs.
        var responses = await which(db.Responses).Where(r => EF.Parameter(some).Contains(r.Id)).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.RoundId, r.Pseudonym, r.Channel, r.Language, r.SiteId, r.StartedOn, r.CompletedOn, r.IsLate, r.Answers })
            .ToListAsync(cancellationToken);
        var scores = await db.Scores.Where(s => EF.Parameter(some).Contains(s.ResponseId)).OrderBy(s => s.ResponseId).ThenBy(s => s.ScaleKey)
            .Select(s => new { s.ResponseId, s.Working })
            .ToListAsync(cancellationToken);
        var rows = new List<ResponseRow>(responses.Count);
        var next = 0;
        foreach (var response in responses)
        {
            while (next < scores.Count && scores[next].ResponseId.CompareTo(response.Id) < 0) next++;
            var own = new List<ScaleScore>();
            for (; next < scores.Count && scores[next].ResponseId == response.Id; next++) own.Add(ScoreRows.Read(scores[next].Working));
            rows.Add(new ResponseRow
            {
                Id = response.Id,
                RoundId = response.RoundId,
                Pseudonym = response.Pseudonym,
                Channel = response.Channel,
                Language = response.Language,
                SiteId = response.SiteId,
                StartedOn = DateOnly.FromDateTime(response.StartedOn),
                CompletedOn = DateOnly.FromDateTime(response.CompletedOn!.Value),
                IsLate = response.IsLate,
                Answers = AnswerSheet.Read(response.Answers),
                Scores = own,
            });
        }

        return rows;
    }

    private async Task<List<OutcomeRow>> OutcomesAsync(List<Guid> some, CancellationToken cancellationToken)
    {
        var responses = await db.Responses.Where(r => r.CompletedOn != null && EF.Parameter(some).Contains(r.Id)).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Pseudonym, r.Channel, r.Language, r.SiteId, r.IsLate, r.Answers })
            .ToListAsync(cancellationToken);
        // A score that has a value and no flag needs no more than its row's own columns.
        var scores = await db.Scores.Where(s => EF.Parameter(some).Contains(s.ResponseId)).OrderBy(s => s.ResponseId).ThenBy(s => s.ScaleKey)
            .Select(s => new { s.ResponseId, s.ScaleKey, s.Value, Working = s.Value == null || s.Working.Contains(ScoreRows.SomeFlags) ? s.Working : null })
            .ToListAsync(cancellationToken);
        var rows = new List<OutcomeRow>(responses.Count);
        var next = 0;
        foreach (var response in responses)
        {
            while (next < scores.Count && scores[next].ResponseId.CompareTo(response.Id) < 0) next++;
            var own = new List<IScoreOutcome>();
            for (; next < scores.Count && scores[next].ResponseId == response.Id; next++)
            {
                var score = scores[next];
                own.Add(score.Working is null ? new ScoreOutcome(score.ScaleKey, score.Value, null, []) : ScoreRows.Read(score.Working));
            }

            rows.Add(new OutcomeRow
            {
                Id = response.Id,
                Pseudonym = response.Pseudonym,
                Channel = response.Channel,
                Language = response.Language,
                SiteId = response.SiteId,
                IsLate = response.IsLate,
                Answers = AnswerSheet.Read(response.Answers),
                Scores = own,
            });
        }

        return rows;
    }
}
