using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>
/// Adds the people of a stored list, a few at a time: participants get their turns in between. How far it came is written with what was added, so that it
/// goes on at the right person after a crash, and two that work at one list add nobody twice.
/// </summary>
public sealed class WorkThroughList(
    AppDb db, WriteGate gate, NotToContact notTo, Sealing sealing, IServiceProvider services, TimeProvider clock, ILogger<WorkThroughList> log)
{
    /// <summary>Four rows a person: a turn at the gate writes about 200 rows and is over before a participant notices.</summary>
    public const int PeopleInOneTurn = 50;

    /// <param name="importId">Which list.</param>
    /// <param name="cancellationToken">Ends it after the turn at hand.</param>
    /// <param name="until">Whether it is enough for now; null to work to the end.</param>
    /// <returns>What this call did.</returns>
    public async Task<Invitees> RunAsync(int importId, CancellationToken cancellationToken, Func<bool>? until = null)
    {
        var total = new Invitees(0, 0, 0);
        await using var claim = await gate.TryClaimAsync("people-list", importId, cancellationToken);
        if (claim is null || await db.PeopleImports.SingleOrDefaultAsync(i => i.Id == importId && i.FinishedAt == null, cancellationToken) is not { } import) return total;
        if (CheckedList.Open(sealing, import.Sealed) is not { } list)
        {
            log.LogError("List {List} cannot be opened: the keys are missing.", importId);
            await FinishAsync(importId);
            return total;
        }

        var (team, audience) = await TargetAsync(import);
        var run = await ListRun.BeginAsync(db, notTo, team, audience, list.LeavesKnown, list.People);
        for (var done = import.Done; done < list.People.Count; done += PeopleInOneTurn)
        {
            if (cancellationToken.IsCancellationRequested || until?.Invoke() == true) return total;
            var some = list.People.Skip(done).Take(PeopleInOneTurn).ToList();
            var turn = await TurnAsync(run, import, some, () => AdvanceAsync(importId, done, some.Count));
            if (turn is null) break; // it is over, and nobody joins what is over
            total += turn;
        }

        await FinishAsync(importId);
        return total;
    }

    // By the container: those who take a turn also begin one, for callers that have a list in hand.
    private Task<Invitees?> TurnAsync(ListRun run, PeopleImport import, List<NewPerson> some, Func<Task> advance) => import.RoundId is not null
        ? services.GetRequiredService<InvitePeople>().TurnAsync(run, import, some, advance)
        : services.GetRequiredService<AddPlanPeople>().TurnAsync(run, import, some, advance);

    private async Task<(Team Team, Audience Audience)> TargetAsync(PeopleImport import)
    {
        if (import.RoundId is { } roundId)
        {
            var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == roundId);
            return (round.Team!, round.Audience);
        }

        var plan = await db.Plans.Include(p => p.Team).SingleAsync(p => p.Id == import.PlanId);
        var audience = await db.Rounds.Where(r => r.PlanId == plan.Id).OrderBy(r => r.PlanNumber).Select(r => (Audience?)r.Audience).FirstOrDefaultAsync();
        return (plan.Team!, audience ?? Audience.Patients);
    }

    /// <summary>Inside the gate, with what is added. Somebody else who came further ends this work.</summary>
    private async Task AdvanceAsync(int importId, int from, int count)
    {
        var moved = await db.PeopleImports.Where(i => i.Id == importId && i.Done == from && i.FinishedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Done, from + count));
        if (moved == 0) throw new InvalidOperationException("Another process is at this list.");
    }

    private Task<int> FinishAsync(int importId) => gate.RunAsync(db, () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.PeopleImports.Where(i => i.Id == importId)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.FinishedAt, now).SetProperty(i => i.Sealed, (string?)null));
    });
}
