using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>
/// An administrator who did not ask confirms or refuses, within a week. What was confirmed can be used for a day; an erasure is carried out a day later (<see cref="EraseProgramme"/>), and
/// until then any administrator stops it.
/// </summary>
public sealed class DecideForTwo(AppDb db, WriteGate gate, CurrentAccount who, WhoMayConfirm may, TellOfRequest tell, Audit audit, TimeProvider clock)
{
    public static readonly TimeSpan Usable = TimeSpan.FromHours(24);

    /// <param name="requestId">What was asked for.</param>
    /// <param name="confirmed">Or refused.</param>
    /// <param name="typed">The name of the programme, typed by whoever confirms that it is erased.</param>
    public Task RunAsync(int requestId, bool confirmed, string? typed = null) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var request = await db.TwoPersonRequests.Where(r => r.Id == requestId).FirstOrNotFoundAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        if (!request.IsWaiting(now)) throw PrivacyProblems.NotWaiting();
        // Whoever asked may take it back, that is refuse it, but never confirm it.
        if (confirmed && await may.WhyNotAsync(request) is { } problem) throw problem;
        if (confirmed && request.Kind == TwoPersonKind.EraseProgramme && await db.Programmes.Where(p => p.Id == request.ProgrammeId).Select(p => p.Name).SingleOrDefaultAsync() is { } name
            && Plain(typed) != Plain(name)) throw new InvalidInput("Name", "Type the name of the programme as it stands here");
        request.Decide(who.RequiredId, confirmed, now, Usable);
        await tell.RunAsync(request, confirmed ? TellOfRequest.Confirmed : TellOfRequest.Refused);
        audit.Add(confirmed ? "two_people.confirmed" : "two_people.refused", $"request:{request.Id}", request.ProgrammeId, null, request.Kind.ToString());
        await db.SaveChangesAsync();
    });

    /// <summary>What was confirmed and is not carried out, or not over, yet.</summary>
    public Task StopAsync(int requestId) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var request = await db.TwoPersonRequests.Where(r => r.Id == requestId).FirstOrNotFoundAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        if (!request.IsUsable(now)) throw PrivacyProblems.NotToStop();
        request.Decide(who.RequiredId, confirmed: false, now, Usable);
        await tell.RunAsync(request, TellOfRequest.Stopped);
        audit.Add("two_people.stopped", $"request:{request.Id}", request.ProgrammeId, null, request.Kind.ToString());
        await db.SaveChangesAsync();
    });

    private static string Plain(string? name) => string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
