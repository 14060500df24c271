using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>An administrator who did not ask confirms or refuses, within a week. What was confirmed can be used for a day; an erasure is carried out by the next tick.</summary>
public sealed class DecideForTwo(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, TimeProvider clock)
{
    public static readonly TimeSpan Usable = TimeSpan.FromHours(24);

    public Task RunAsync(int requestId, bool confirmed) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var request = await db.TwoPersonRequests.Where(r => r.Id == requestId).FirstOrNotFoundAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        if (!request.IsWaiting(now)) throw PrivacyProblems.NotWaiting();
        // Whoever asked may take it back, that is refuse it, but never confirm it.
        if (confirmed && request.AskedByAccountId == who.RequiredId) throw PrivacyProblems.SamePerson();
        request.Decide(who.RequiredId, confirmed, now, Usable);
        audit.Add(confirmed ? "two_people.confirmed" : "two_people.refused", $"request:{request.Id}", request.ProgrammeId, null, request.Kind.ToString());
        await db.SaveChangesAsync();
    });
}
