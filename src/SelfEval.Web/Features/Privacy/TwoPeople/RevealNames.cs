using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>The answers of an identified round with the names of who gave them: for whoever asked, for a day after somebody else confirmed.</summary>
public sealed class RevealNames(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Documents documents, Audit audit, TimeProvider clock)
{
    /// <summary>The request of the asker that may be used now.</summary>
    public async Task<TwoPersonRequest?> UsableAsync(int roundId)
    {
        var (now, me) = (clock.GetUtcNow().UtcDateTime, who.RequiredId);
        return await db.TwoPersonRequests.Where(r => r.Kind == TwoPersonKind.RevealIdentities && r.RoundId == roundId && r.AskedByAccountId == me && r.IsConfirmed && r.UsableUntil > now)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync();
    }

    public async Task<byte[]> RunAsync(int roundId)
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.IdentityMode != IdentityMode.Identified || !round.MayReveal || await UsableAsync(roundId) is not { } request) throw PrivacyProblems.NotWaiting();
        var rows = await db.Invitations.Where(i => i.RoundId == roundId && i.Person!.Contact != null)
            .OrderBy(i => i.Person!.Contact!.Name).ThenBy(i => i.Id).Select(i => new { i.Id, i.Person!.Contact!.Name, i.Person.Contact.Email }).ToListAsync();
        var keys = rows.ConvertAll(r => Key(r.Id));
        var answers = await db.Responses.Where(r => r.RoundId == roundId && keys.Contains(r.RespondentKey) && r.CompletedOn != null && r.WithdrawnOn == null)
            .ToDictionaryAsync(r => r.RespondentKey);
        await gate.RunAsync(db, () =>
        {
            audit.Add("two_people.names_revealed", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"request {request.Id}, {answers.Count} people");
            return Task.CompletedTask;
        });
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId);
        using var file = new MemoryStream();
        var csv = new CsvWriter(file);
        await csv.HeaderAsync(["name", "email", "sent_on", .. document.Items.Select(i => i.Code)]);
        foreach (var row in rows)
        {
            if (!answers.TryGetValue(Key(row.Id), out var response)) continue;
            var sheet = AnswerSheet.Read(response.Answers);
            csv.Text(row.Name);
            csv.Text(row.Email);
            csv.Date(DateOnly.FromDateTime(response.CompletedOn!.Value));
            foreach (var item in document.Items) csv.Text(string.Join(' ', sheet.Codes(item.Code)));
            await csv.EndRowAsync();
        }

        await csv.FlushAsync();
        return file.ToArray();
    }

    private static string Key(int invitationId) => string.Create(CultureInfo.InvariantCulture, $"i{invitationId}");
}
