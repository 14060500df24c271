using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Tests;

/// <summary>Plans that are there already, made by the product's own operation, and the people in them.</summary>
public static class MakePlans
{
    public static PlanRule Rule(QuestionnaireVersion version, PlanKind kind, params DateOnly[] days) => new()
    {
        Name = $"Check {Guid.NewGuid():N}"[..12],
        Kind = kind,
        QuestionnaireVersionId = version.Id,
        Audience = Audience.Patients,
        IdentityMode = IdentityMode.Confidential,
        K = 5,
        Zone = "Europe/London",
        OpensTime = new(9, 0),
        OpenDays = 14,
        ClosesTime = new(17, 0),
        Reminders = [new(7, new(9, 0))],
        Holidays = BankHolidays.EnglandAndWales,
        Days = kind == PlanKind.Dates ? [.. days.Select(d => new NamedDay(d, null))] : null,
    };

    public static async Task<(Plan Plan, List<Round> Rounds)> PlanAsync(this Host host, Team team, PlanRule rule)
    {
        var id = await host.AsLeadAsync(team, services => services.GetRequiredService<MakePlan>().RunAsync(team.Id, rule));
        return (await host.ReadAsync(db => db.Plans.SingleAsync(p => p.Id == id)), await host.RoundsOfAsync(id));
    }

    public static Task<List<Round>> RoundsOfAsync(this Host host, int planId) =>
        host.ReadAsync(db => db.Rounds.Where(r => r.PlanId == planId).OrderBy(r => r.PlanNumber).ToListAsync());

    /// <summary>Adds people to a plan as the page does: the rows, and the moment in which they changed.</summary>
    public static Task<List<Person>> JoinPlanAsync(
        this Host host, Plan plan, int people, DateOnly? startOn = null, string language = "en", Func<int, (string? Email, string? Phone, string? Postal)>? reach = null) => host.ArrangeAsync(async db =>
    {
        var mark = Guid.NewGuid().ToString("N");
        var persons = Enumerable.Range(0, people).Select(i =>
        {
            var (email, phone, postal) = reach?.Invoke(i) ?? ($"{mark}{i}@example.org", null, null);
            return new Person
            {
                TeamId = plan.TeamId, Pseudonym = Secrets.NewPseudonym(), Audience = Audience.Patients, Language = language, AddedAt = host.Now,
                Contact = new Contact { PersonId = 0, TeamId = plan.TeamId, Name = $"Person {i}", Email = email, Phone = phone, Postal = postal },
            };
        }).ToList();
        db.People.AddRange(persons);
        await db.SaveChangesAsync();
        db.PlanPeople.AddRange(persons.Select(p => new PlanPerson { PlanId = plan.Id, PersonId = p.Id, StartOn = startOn, AddedAt = host.Now }));
        await host.TouchAsync(db, plan.Id);
        return persons;
    });

    public static Task LeavePlanAsync(this Host host, Plan plan, Person person) => host.ArrangeAsync(async db =>
    {
        (await db.PlanPeople.SingleAsync(p => p.PlanId == plan.Id && p.PersonId == person.Id)).LeftAt = host.Now;
        await host.TouchAsync(db, plan.Id);
        return true;
    });

    /// <summary>The clock of a test stands still, so each change is put after the last.</summary>
    private static async Task TouchAsync(this Host host, AppDb db, int planId)
    {
        var row = await db.Plans.SingleAsync(p => p.Id == planId);
        row.PeopleChangedAt = row.PeopleChangedAt >= host.Now ? row.PeopleChangedAt.Value.AddMilliseconds(1) : host.Now;
    }
}
