using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>Asks, with the reason, for what one person alone must not do. Nothing happens until somebody else confirms it.</summary>
public sealed class AskForTwo(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, TellOfRequest tell, Audit audit, TimeProvider clock)
{
    public const int LongestReason = 1_000;
    public const int ShortestReason = 20;

    /// <summary>A lead asks for the names behind the answers of one of their rounds.</summary>
    public Task RevealAsync(int roundId, string? reason) => RunAsync(reason, async text =>
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.IdentityMode != IdentityMode.Identified || !round.MayReveal) throw PrivacyProblems.NotRevealable();
        return Request(TwoPersonKind.RevealIdentities, round.Team!.ProgrammeId, round.Id, text);
    });

    /// <summary>An administrator asks for a programme to be erased with all that it gathered.</summary>
    public Task EraseAsync(int programmeId, string? reason) => RunAsync(reason, async text =>
    {
        await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
        return Request(TwoPersonKind.EraseProgramme, programmeId, null, text);
    });

    private Task RunAsync(string? reason, Func<string, Task<TwoPersonRequest>> request)
    {
        var text = PlainText.Need("Reason", reason, LongestReason, "Say why this is needed");
        if (text.Length < ShortestReason) throw new InvalidInput("Reason", $"Say why this is needed in at least {ShortestReason} characters, so that somebody else can judge it");
        return gate.RunAsync(db, async () =>
        {
            var asked = await request(text);
            var since = asked.AskedAt - TwoPersonRequest.Patience;
            if (await db.TwoPersonRequests.AnyAsync(r => r.Kind == asked.Kind && r.ProgrammeId == asked.ProgrammeId && r.RoundId == asked.RoundId && r.DecidedAt == null && r.AskedAt > since)) throw PrivacyProblems.AskedAlready();
            db.TwoPersonRequests.Add(asked);
            await db.SaveChangesAsync();
            await tell.RunAsync(asked, TellOfRequest.Asked);
            await db.SaveChangesAsync();
            // The reason is somebody's own words and stays with the request; the audit names no people.
            audit.Add("two_people.asked", $"request:{asked.Id}", asked.ProgrammeId, null, asked.RoundId is { } round ? $"{asked.Kind} of round {round}" : asked.Kind.ToString());
        });
    }

    private TwoPersonRequest Request(TwoPersonKind kind, int programmeId, int? roundId, string reason) => new()
    {
        Kind = kind, ProgrammeId = programmeId, RoundId = roundId, Reason = reason, AskedByAccountId = who.RequiredId, AskedAt = clock.GetUtcNow().UtcDateTime,
    };
}
