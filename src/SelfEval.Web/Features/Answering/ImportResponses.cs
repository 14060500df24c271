using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Answering;

/// <summary>
/// Brings in answers that were given elsewhere. Every line is looked at before the first is written, and nothing is
/// written unless all are right. Many lines take several turns at the gate; sending the same again completes what was
/// interrupted and adds nothing twice.
/// </summary>
public sealed class ImportResponses(AppDb db, WriteGate gate, Scope scope, Audit audit, Documents documents, TimeProvider clock)
{
    public const int MostLines = 10_000;

    /// <summary>A turn at the gate writes about this many rows (responses and scores) and is over before a participant notices.</summary>
    private const int RowsInOneTurn = 200;

    /// <summary>A statement's parameters are limited, in SQLite to 32,766.</summary>
    private const int KeysInOneQuery = 1_000;

    /// <summary>Refuses whoever may not import into this round, now.</summary>
    public Task AdmitAsync(int roundId) => RoundAsync(roundId);

    public Task<Imported> RunAsync(int roundId, IReadOnlyList<ImportedResponse> lines) => RunAsync(roundId, lines, []);

    /// <param name="roundId">The round.</param>
    /// <param name="lines">The lines that could be read.</param>
    /// <param name="unread">What is wrong with those that could not.</param>
    public async Task<Imported> RunAsync(int roundId, IReadOnlyList<ImportedResponse> lines, IReadOnlyList<LineRefusal> unread)
    {
        var round = await RoundAsync(roundId);
        if (lines.Count + unread.Count > MostLines) throw AnsweringProblems.TooManyLines(MostLines);
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId);
        var refusals = unread.ToList();
        var ready = ImportChecks.Check(round, document, lines, clock.GetUtcNow().UtcDateTime, refusals);
        if (refusals.Count > 0) throw AnsweringProblems.LinesRefused(refusals);
        foreach (var some in ready.Chunk(KeysInOneQuery)) await KnownAsync(roundId, some);

        var added = 0;
        var scales = document.Instruments.Sum(i => i.Scales.Count);
        foreach (var some in ready.Chunk(Math.Max(1, RowsInOneTurn / (1 + scales))))
        {
            var scored = some.Select(line => (Line: line, Id: Guid.NewGuid())).ToList();
            var scores = scored.SelectMany(r => Scored(document, r.Line, r.Id)).ToLookup(s => s.ResponseId);
            added += await gate.RunAsync(db, () => AddAsync(roundId, scored, scores));
        }

        return new(added, ready.Count - added);
    }

    private static IEnumerable<Score> Scored(QuestionnaireDocument document, ReadyResponse line, Guid id) =>
        Scorer.Score(document, AnswerSheet.Read(line.Answers)).Select(score => score.ToRow(id));

    private async Task<int> AddAsync(int roundId, List<(ReadyResponse Line, Guid Id)> some, ILookup<Guid, Score> scores)
    {
        await gate.HoldAsync(db, "import into round", roundId);
        var round = await RoundAsync(roundId);
        var lines = some.ConvertAll(s => s.Line);
        var known = await KnownAsync(roundId, lines);
        var people = await PeopleAsync(round, lines);
        var added = 0;
        foreach (var (line, id) in some)
        {
            if (known.Contains(line.RespondentKey)) continue;
            var response = new Response
            {
                Id = id,
                RoundId = roundId,
                RespondentKey = line.RespondentKey,
                Pseudonym = people.GetValueOrDefault(line.RespondentKey) ?? Secrets.NewPseudonym(),
                Channel = line.Source.Channel,
                Language = line.Language,
                Answers = line.Answers,
                StartedOn = Day(line.StartedOn),
            };
            response.Receive(Day(line.CompletedOn), line.CompletedOn > DateOnly.FromDateTime(round.ClosesLocal), line.Hash);
            db.Responses.Add(response);
            db.Scores.AddRange(scores[id]);
            added++;
        }

        if (added > 0)
            audit.Add("responses.imported", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"{added} responses");
        await db.SaveChangesAsync();
        if (added > 0) await db.LookAgainAsync(roundId);
        return added;
    }

    private async Task<Round> RoundAsync(int roundId)
    {
        await scope.RoundAsync(Right.Lead, roundId);
        var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == roundId);
        return ImportChecks.Refusal(round, clock.GetUtcNow().UtcDateTime) is { } refusal ? throw refusal : round;
    }

    /// <summary>Which keys are there with the same answers. A withdrawn response stays withdrawn.</summary>
    private async Task<HashSet<string>> KnownAsync(int roundId, IReadOnlyCollection<ReadyResponse> some)
    {
        var keys = some.Select(r => r.RespondentKey).ToList();
        var known = await db.Responses.Where(r => r.RoundId == roundId && keys.Contains(r.RespondentKey))
            .Select(r => new { r.RespondentKey, r.SentHash, Withdrawn = r.WithdrawnOn != null })
            .ToDictionaryAsync(r => r.RespondentKey);
        var conflicts = some
            .Where(r => known.TryGetValue(r.RespondentKey, out var there) && !there.Withdrawn && !r.Hash.AsSpan().SequenceEqual(there.SentHash))
            .Select(r => r.Source).ToList();
        return conflicts.Count == 0 ? [.. known.Keys] : throw AnsweringProblems.KeyConflict(conflicts);
    }

    /// <summary>In confidential rounds a key stands for the same person in all of a team's rounds, so that change can be seen.</summary>
    private async Task<Dictionary<string, string>> PeopleAsync(Round round, List<ReadyResponse> some)
    {
        if (round.IdentityMode == IdentityMode.Anonymous) return [];
        var keys = some.ConvertAll(r => r.RespondentKey);
        return await db.Responses
            .Where(r => r.Round!.TeamId == round.TeamId && r.RoundId != round.Id && r.Round.IdentityMode != IdentityMode.Anonymous && keys.Contains(r.RespondentKey))
            .GroupBy(r => r.RespondentKey)
            .Select(g => new { g.Key, Pseudonym = g.Min(r => r.Pseudonym)! })
            .ToDictionaryAsync(g => g.Key, g => g.Pseudonym);
    }

    private static DateTime Day(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
