using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>
/// Counts a round's responses, one after the other, and stores what may be shown of them as its next edition, if one is
/// still due. Counting happens before the gate: a long round holds up nobody's answers.
/// </summary>
public sealed class PublishEdition(AppDb db, WriteGate gate, RowReader rows, Documents documents, Audit audit, TimeProvider clock)
{
    /// <summary>The last edition of each round that has one.</summary>
    public sealed record Row(int RoundId, LastEdition Last);

    public static IQueryable<Row> LastOf(AppDb db, IReadOnlyCollection<int> rounds) => db.Editions
        .Where(e => rounds.Contains(e.RoundId) && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
        .Select(e => new Row(e.RoundId, new LastEdition(e.Number, e.Responses, e.IsFinal, e.MadeAt)));

    public async Task RunAsync(int roundId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == roundId, cancellationToken);
        var before = await LastAsync(roundId, cancellationToken);
        var figures = await CountAsync(round, cancellationToken);
        var responses = (int)figures.Responses;
        if (!EditionRule.IsDue(round, before, responses, now)) return;
        var json = DisclosureGate.ToJson(DisclosureGate.Publish(figures, round.K));

        await gate.RunAsync(db, async () =>
        {
            // Somebody else's tick may have been quicker; the unique number settles what this look does not.
            if (await LastAsync(roundId, cancellationToken) != before) return;
            var number = (before?.Number ?? 0) + 1;
            db.Editions.Add(new Edition
            {
                RoundId = roundId,
                Number = number,
                MadeAt = now,
                Responses = responses,
                IsFinal = EditionRule.IsOver(round, now),
                Figures = json,
                ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            });
            audit.Add("edition.published", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"edition {number}, {responses} answers, k {round.K}");
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    private async Task<LastEdition?> LastAsync(int roundId, CancellationToken cancellationToken) =>
        (await LastOf(db, [roundId]).SingleOrDefaultAsync(cancellationToken))?.Last;

    private async Task<RoundFigures> CountAsync(Round round, CancellationToken cancellationToken)
    {
        var tally = new RoundTally(await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken));
        await foreach (var row in rows.ReadAsync(round.Id, cancellationToken: cancellationToken)) tally.Add(row.Answers, row.Scores);
        // Nobody knows how many people saw an open link.
        int? invited = round.IdentityMode == IdentityMode.Anonymous
            ? null
            : await db.Invitations.CountAsync(i => i.RoundId == round.Id, cancellationToken);
        return tally.ToFigures(invited);
    }
}
