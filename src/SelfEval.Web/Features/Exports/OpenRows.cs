using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Exports;

/// <summary>Some of a round's rows, ready to be sent.</summary>
/// <param name="Round">The round.</param>
/// <param name="Document">What was asked.</param>
/// <param name="Next">Where to read on; null at the end.</param>
/// <param name="IncludesTexts">Whether what people wrote in their own words is among the answers.</param>
/// <param name="Rows">The rows, read as they are sent.</param>
public sealed record OpenedRows(Round Round, QuestionnaireDocument Document, string? Next, bool IncludesTexts, IAsyncEnumerable<ExportRow> Rows);

/// <summary>
/// Opens a round's responses for an evaluator's program, from a place where an earlier reading ended. Each key sees
/// other pseudonyms, so that two people's files cannot be laid side by side.
/// </summary>
public sealed class OpenRows(AppDb db, WriteGate gate, Scope scope, Audit audit, RowReader rows, Documents documents, Sealing sealing)
{
    public async Task<OpenedRows> RunAsync(int roundId, string? cursor, int most, bool texts, string apiKey, CancellationToken cancellation)
    {
        await scope.RoundAsync(Right.Evaluate, roundId, cancellation);
        var round = await db.Rounds.Include(r => r.Team!.Programme).SingleAsync(r => r.Id == roundId, cancellation);
        var after = cursor is null ? (Guid?)null : Open(cursor, roundId);
        var count = (await rows.CountAsync([roundId], cancellation)).GetValueOrDefault(roundId);
        if (count < round.K)
            throw Problem.Conflict("responses.too_few", "Too few people have answered", $"Responses can be read once {round.K} people have answered.");
        var page = await rows.PageAsync(roundId, after, most, cancellation);
        await gate.RunAsync(db, async () =>
        {
            audit.Add("responses.read", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"texts {(texts ? "included" : "left out")}{(cursor is null ? "" : ", continued")}");
            await db.SaveChangesAsync(cancellation);
        }, cancellation);
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellation);
        return new(round, document, page is { More: true } more ? Seal(more.Last, roundId) : null, texts,
            ReadAsync(round, document, texts ? null : document.Items.Where(i => !i.IsText).Select(i => i.Code).ToHashSet(), after, page?.Last, Secrets.Hash(apiKey), cancellation));
    }

    private async IAsyncEnumerable<ExportRow> ReadAsync(
        Round round, QuestionnaireDocument document, HashSet<string>? kept, Guid? after, Guid? last, byte[] key, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (last is not { } end) yield break;
        var texts = MaskedTexts.CodesOf(document);
        await foreach (var row in rows.ReadAsync(round.Id, after, cancellation))
        {
            if (row.Id.CompareTo(end) > 0) yield break;
            yield return new ExportRow
            {
                Pseudonym = Pseudonym(key, row.Pseudonym),
                Round = round.Id.ToString(CultureInfo.InvariantCulture),
                RoundLabel = round.Name,
                Team = round.Team!.Name,
                Programme = round.Team.Programme!.Name,
                QuestionnaireHash = document.ContentHash,
                Language = row.Language,
                Channel = Word(row.Channel),
                Started = row.StartedOn,
                Completed = row.CompletedOn,
                Late = row.IsLate,
                Answers = kept is null ? MaskedTexts.Of(row.Answers, texts) : row.Answers.Only(kept),
                Scores = row.Scores,
            };
        }
    }

    /// <summary>The stored pseudonym is random and never leaves, so nobody can try names against this one.</summary>
    private static string Pseudonym(byte[] key, string stored) =>
        "p" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("pseudonym:" + stored)).AsSpan(0, 10));

    private static string Word(Channel channel) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(channel.ToString());

    private string Seal(Guid last, int roundId) => sealing.Cursors.Protect(string.Create(CultureInfo.InvariantCulture, $"{roundId} {last}"));

    private Guid Open(string cursor, int roundId) =>
        cursor.Length < 1_000 && Sealing.Open(sealing.Cursors, cursor)?.Split(' ') is [var round, var last]
        && round == roundId.ToString(CultureInfo.InvariantCulture) && Guid.TryParse(last, out var id)
            ? id
            : throw new Problem("bad_cursor", StatusCodes.Status400BadRequest, "This cursor is not one of this round", "Use the address in the Link header as it was given, or begin anew without a cursor.");
}
