using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>Adds people to a plan, whose rounds then ask them. Doing it again adds nobody twice; who had left comes back.</summary>
public sealed class AddPlanPeople(AppDb db, WriteGate gate, TakePeople take, AcceptList accept, WorkThroughList work, Audit audit, TimeProvider clock)
{
    /// <summary>The whole list: stored, then worked through to its end.</summary>
    public async Task<Invitees> RunAsync(int planId, IReadOnlyList<NewPerson> people, bool leavesKnown = false)
    {
        var id = await accept.RunAsync(null, planId, people, leavesKnown);
        return await work.RunAsync(id, CancellationToken.None);
    }

    /// <summary>One turn at the gate. Null where the plan has ended.</summary>
    internal async Task<Invitees?> TurnAsync(ListRun run, PeopleImport import, IReadOnlyList<NewPerson> some, Func<Task> advance)
    {
        var (count, taken) = await gate.RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var plan = await db.Plans.SingleAsync(p => p.Id == import.PlanId);
            if (plan.EndedAt is not null) return ((Invitees?)null, (IReadOnlyList<Taken>)[]);
            await advance();
            var people = await take.RunAsync(run, some, now);
            var ids = people.Where(t => t.Person is not null).Select(t => t.Person!.Id).Distinct().ToList();
            var there = await db.PlanPeople.Where(p => p.PlanId == plan.Id && ids.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId);
            var already = there.Values.Count(p => p.LeftAt is null);
            var added = 0;
            var moved = new List<int>();
            foreach (var (line, person) in people)
            {
                if (person is null) continue;
                if (!there.TryGetValue(person.Id, out var one))
                {
                    one = new PlanPerson { PlanId = plan.Id, PersonId = person.Id, AddedAt = now };
                    db.PlanPeople.Add(one);
                    there.Add(person.Id, one);
                    added++;
                }
                else if (one.LeftAt is not null)
                {
                    one.LeftAt = null;
                    added++;
                }

                if (line.StartOn is not { } start || start == one.StartOn || (run.LeavesKnown && one.StartOn is not null)) continue;
                if (one.StartOn is not null) moved.Add(person.Id);
                one.StartOn = start;
            }

            await ForgetUnsentAsync(plan.Id, moved, now);

            plan.PeopleChangedAt = now;
            if (added > 0) audit.Add("plan.people_added", $"plan:{plan.Id}", run.Team.ProgrammeId, run.Team.Id, $"{added} people", import.AccountId);
            await db.SaveChangesAsync();
            return (new Invitees(added, already, people.Count(t => t.Person is null)), people);
        });
        TakePeople.Remember(run, taken);
        return count;
    }

    /// <summary>
    /// Whose day has changed enters the rounds that nothing has been sent for yet on the new one: their links there, which nobody has, are forgotten, and the next
    /// tick makes the rounds ready for them anew. What has been sent, or given a code to print, stays as it was said.
    /// </summary>
    private async Task ForgetUnsentAsync(int planId, List<int> people, DateTime now)
    {
        if (people.Count == 0) return;
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        await db.Invitations.Where(i => people.Contains(i.PersonId) && i.Round!.PlanId == planId && i.Round.DaysAfterStart != null && i.Round.ClosesAt > now
            && i.SentAt == null && i.StartedOn == null && i.CodeHash == null && !db.Letters.Any(l => l.InvitationId == i.Id)).ExecuteDeleteAsync();
    }
}
