using System.Data.Common;
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
        var ids = await IdsAsync(roundId, after, cancellationToken);
        var sheets = new SheetReader();
        await foreach (var row in ReadAsync(ids, Together, some => RowsAsync(some, Counted, sheets, cancellationToken), cancellationToken)) yield return row;
    }

    /// <summary>These responses, in the order of their ids, even those withdrawn: an edition may still count them.</summary>
    public IAsyncEnumerable<ResponseRow> ReadAsync(IReadOnlyCollection<Guid> responses, CancellationToken cancellationToken)
    {
        var sheets = new SheetReader();
        return ReadAsync([.. responses.Order()], Together, some => RowsAsync(some, all => all.Where(r => r.CompletedOn != null), sheets, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// These responses without the working of their scores, in the order of their ids, even those withdrawn: what an edition counted in it must be able to count out again.
    /// </summary>
    /// <param name="responses">Their ids.</param>
    /// <param name="flagged">Keys of the scales whose scores may bear quality flags: no other score is searched for any.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<OutcomeRow> ReadOutcomesAsync(IReadOnlyCollection<Guid> responses, IReadOnlyCollection<string> flagged, CancellationToken cancellationToken) =>
        ReadOutcomesAsync(responses, hasReasons: true, [.. flagged], cancellationToken);

    /// <summary>The same with the values of the scores alone: neither flags nor the reasons why there is none.</summary>
    public IAsyncEnumerable<OutcomeRow> ReadValuesAsync(IReadOnlyCollection<Guid> responses, CancellationToken cancellationToken) =>
        ReadOutcomesAsync(responses, hasReasons: false, [], cancellationToken);

    private IAsyncEnumerable<OutcomeRow> ReadOutcomesAsync(IReadOnlyCollection<Guid> responses, bool hasReasons, string[] flagged, CancellationToken cancellationToken)
    {
        var sheets = new SheetReader();
        return ReadAsync([.. responses.Order()], OutcomesTogether, some => OutcomesAsync(some, sheets, hasReasons, flagged, cancellationToken), cancellationToken);
    }

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

    private Task<List<ResponseRow>> RowsAsync(List<Guid> some, Func<IQueryable<Response>, IQueryable<Response>> which, SheetReader sheets, CancellationToken cancellationToken) => HandfulAsync(
        which(db.Responses).Where(r => EF.Parameter(some).Contains(r.Id)).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.RoundId, r.Pseudonym, r.Channel, r.Language, r.SiteId, r.StartedOn, r.CompletedOn, r.IsLate, r.Answers }),
        (DbDataReader response, IReadOnlyList<ScaleScore> scores) => new ResponseRow
        {
            Id = response.GetGuid(0),
            RoundId = response.GetInt32(1),
            Pseudonym = response.GetString(2),
            Channel = (Channel)response.GetInt32(3),
            Language = response.GetString(4),
            SiteId = response.IsDBNull(5) ? null : response.GetInt32(5),
            StartedOn = DateOnly.FromDateTime(response.GetDateTime(6)),
            CompletedOn = DateOnly.FromDateTime(response.GetDateTime(7)),
            IsLate = response.GetBoolean(8),
            Answers = sheets.Read(response.GetFieldValue<byte[]>(9)),
            Scores = scores,
        },
        db.Scores.Where(s => EF.Parameter(some).Contains(s.ResponseId)).OrderBy(s => s.ResponseId).ThenBy(s => s.ScaleKey)
            .Select(s => new { s.ResponseId, s.Working }),
        score => ScoreRows.Read(score.GetFieldValue<byte[]>(1)),
        cancellationToken);

    private Task<List<OutcomeRow>> OutcomesAsync(List<Guid> some, SheetReader sheets, bool hasReasons, string[] flagged, CancellationToken cancellationToken) => HandfulAsync(
        db.Responses.Where(r => r.CompletedOn != null && EF.Parameter(some).Contains(r.Id)).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Pseudonym, r.Channel, r.Language, r.SiteId, r.IsLate, r.Answers }),
        (DbDataReader response, IReadOnlyList<IScoreOutcome> scores) => new OutcomeRow
        {
            Id = response.GetGuid(0),
            Pseudonym = response.GetString(1),
            Channel = (Channel)response.GetInt32(2),
            Language = response.GetString(3),
            SiteId = response.IsDBNull(4) ? null : response.GetInt32(4),
            IsLate = response.GetBoolean(5),
            Answers = sheets.Read(response.GetFieldValue<byte[]>(6)),
            Scores = scores,
        },
        // A score that has a value and no flag needs no more than its row's own columns.
        db.Scores.Where(s => EF.Parameter(some).Contains(s.ResponseId)).OrderBy(s => s.ResponseId).ThenBy(s => s.ScaleKey)
            .Select(s => new
            {
                s.ResponseId, s.ScaleKey, s.Value,
                Working = hasReasons && s.Value == null || EF.Parameter(flagged).Contains(s.ScaleKey) && s.Working.Contains(ScoreRows.SomeFlags) ? s.Working : null,
            }),
        IScoreOutcome (score) => ScoreRows.Outcome(score.GetString(1), score.IsDBNull(2) ? null : score.GetDouble(2), score.IsDBNull(3) ? null : score.GetFieldValue<byte[]>(3)),
        cancellationToken);

    /// <summary>
    /// Responses with their scores, both in the order of the responses' ids. EF says what is asked; the columns, which stand as they are asked for, are read without it: of a million
    /// responses its objects would cost more than the counting.
    /// </summary>
    private async Task<List<TRow>> HandfulAsync<TRow, TScore>(
        IQueryable responses, Func<DbDataReader, IReadOnlyList<TScore>, TRow> row, IQueryable scores, Func<DbDataReader, TScore> score, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var rows = new List<TRow>();
            var each = new List<(Guid Id, List<TScore> Scores)>();
            // Answers first: their scores were written with them, so whatever answers are seen have theirs.
            await foreach (var response in ReadAsync(responses, cancellationToken))
            {
                each.Add((response.GetGuid(0), []));
                rows.Add(row(response, each[^1].Scores));
            }

            var next = 0;
            await foreach (var found in ReadAsync(scores, cancellationToken))
            {
                var id = found.GetGuid(0);
                while (next < each.Count && each[next].Id.CompareTo(id) < 0) next++;
                if (next < each.Count && each[next].Id == id) each[next].Scores.Add(score(found));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async IAsyncEnumerable<DbDataReader> ReadAsync(IQueryable query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = query.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return reader;
    }
}
