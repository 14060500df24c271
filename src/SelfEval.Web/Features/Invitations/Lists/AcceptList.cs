using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>
/// Takes a checked list in whole, in one commit, before the first of its people is added: from then on all of them are, whatever happens to the
/// process or the browser.
/// </summary>
public sealed class AcceptList(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit, Sealing sealing, TimeProvider clock)
{
    /// <returns>The number of the stored list.</returns>
    public async Task<int> RunAsync(int? roundId, int? planId, IReadOnlyList<NewPerson> people, bool leavesKnown)
    {
        if (people.Count > PeopleList.MostPeople) throw new InvalidInput("Text", $"Add at most {PeopleList.MostPeople:N0} people at a time");
        var packed = new CheckedList(roundId, planId, who.RequiredId, leavesKnown, people).Seal(sealing);
        return await gate.RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var target = await ListTarget.LedAsync(db, scope, roundId, planId, now);
            var import = new PeopleImport
            {
                RoundId = roundId, PlanId = planId, AccountId = who.RequiredId, Sealed = packed, Total = people.Count, CreatedAt = now,
            };
            db.PeopleImports.Add(import);
            await db.SaveChangesAsync();
            audit.Add("people.list_accepted", $"list:{import.Id}", target.Team.ProgrammeId, target.Team.Id, $"{people.Count} people");
            await db.SaveChangesAsync();
            return import.Id;
        });
    }
}
