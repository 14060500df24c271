using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Keys;
using SelfEval.Web.Features.Privacy.Notices;
using SelfEval.Web.Features.Programmes;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>How much is made up, and from which chance.</summary>
/// <param name="Seed">The same seed gives the same answers.</param>
/// <param name="Size">1 for the whole demonstration; less for a quick look.</param>
public sealed record DemonstrationScale(int Seed = 2013, double Size = 1);

/// <summary>A questionnaire that has been published, and what it asks.</summary>
public sealed record FilledVersion(int Id, QuestionnaireDocument Document);

/// <summary>A team that has been made, with who leads it and what it has published.</summary>
public sealed record FilledTeam(DemonstrationTeam Team, int Id, CastMember Lead, IReadOnlyList<int> Sites, int VersionId, FilledVersion? Monthly);

/// <summary>Makes the demonstration from nothing by the product's own operations, with the clock set to when each would have happened.</summary>
public sealed class FillDemonstration(
    AppDb db, WriteGate gate, DemonstrationClock clock, DemonstrationCast cast, DemonstrationRounds rounds, DemonstrationSheet sheet,
    DemonstrationMark mark, InstrumentShelf shelf)
{
    // Before the first of fourteen monthly rounds is planned.
    private const int DaysBack = 470;

    public async Task RunAsync(DemonstrationScale scale, TextWriter progress)
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        try
        {
            clock.SetTo(today.AddDays(-DaysBack).AddHours(9));
            await MarkAsync();
            var administrator = await cast.AdministratorAsync();
            var programme = await cast.ActAsync(administrator, s => s.GetRequiredService<CreateProgramme>()
                .RunAsync(DemonstrationTeams.Programme, DemonstrationTeams.Description, DemonstrationTeams.Help));
            await cast.ActAsync(administrator, s => s.GetRequiredService<SaveNotice>().RunAsync(programme.Id, DemonstrationTeams.Notice, DemonstrationTeams.Complaints));
            var evaluator = await cast.InviteAsync(administrator, Role.Evaluator, "Eve Evaluator", "evaluator@demo.example", programme.Id, null);
            var accounts = new List<CastMember> { administrator, evaluator };
            var teams = new List<FilledTeam>();
            foreach (var team in DemonstrationTeams.All)
            {
                teams.Add(await TeamAsync(administrator, programme.Id, team, accounts));
                await progress.WriteLineAsync($"demonstration: made the team {team.Name} ({teams.Count} of {DemonstrationTeams.All.Count})");
            }

            await rounds.RunAsync(scale, teams, today, progress);
            clock.LetGo();
            foreach (var team in teams) await TestsAsync(team, today);
            await rounds.TickAsync();
            var key = await cast.ActAsync(evaluator, s => s.GetRequiredService<MakeApiKey>().RunAsync(new NewKey("Demonstration", 365, MayWrite: true)));
            await sheet.KeepAsync(accounts, key);
        }
        finally
        {
            clock.LetGo();
        }
    }

    /// <summary>First of all, so that a filling that is broken off can never be taken for real data.</summary>
    private async Task MarkAsync()
    {
        await gate.RunAsync(db, async () =>
        {
            var installation = await db.Installations.SingleOrDefaultAsync();
            if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = clock.GetUtcNow().UtcDateTime });
            installation.IsDemonstration = true;
            await db.SaveChangesAsync();
        });
        await mark.ReadAsync(db);
    }

    /// <summary>What the teams tried, written down by their leads today.</summary>
    private async Task TestsAsync(FilledTeam filled, DateTime today)
    {
        foreach (var test in filled.Team.Tests) await RecordAsync(test, DateOnly.FromDateTime(today));
        if (filled.Team.Monthly is { } series) await RecordAsync(series.Test, series.TestFrom(today));

        Task RecordAsync(DemonstrationTest test, DateOnly day) => cast.ActAsync(filled.Lead, s => s.GetRequiredService<RecordTestOfChange>().RunAsync(filled.Id,
            new(test.Title, test.What, day.AddDays(test.From), test.To is { } last ? day.AddDays(last) : null, test.DecidedBy, StartsBaseline: false)));
    }

    private async Task<FilledTeam> TeamAsync(CastMember administrator, int programmeId, DemonstrationTeam team, List<CastMember> accounts)
    {
        var made = await cast.ActAsync(administrator, s => s.GetRequiredService<CreateTeam>().RunAsync(programmeId, team.Name, team.Aim, "Sam Lee, 020 7946 0123"));
        var lead = await cast.InviteAsync(administrator, Role.TeamLead, $"Lead of {team.Name}", $"lead.{team.Mark}@demo.example", null, made.Id);
        var member = await cast.InviteAsync(lead, Role.TeamMember, $"Member of {team.Name}", $"member.{team.Mark}@demo.example", null, made.Id);
        accounts.AddRange([lead, member]);
        var sites = new List<int>();
        foreach (var site in team.Sites)
            sites.Add((await cast.ActAsync(lead, s => s.GetRequiredService<AddSite>().RunAsync(made.Id, site))).Id);

        var version = await PublishAsync(lead, made.Id, team.Questionnaire, team.Compose);
        var monthly = team.Monthly is { } series ? await PublishAsync(lead, made.Id, series.Questionnaire, series.Compose) : null;
        return new(team, made.Id, lead, sites, version.Id, monthly);
    }

    private async Task<FilledVersion> PublishAsync(CastMember lead, int teamId, string title, Func<Composition, InstrumentShelf, Composition> compose)
    {
        var questionnaire = await cast.ActAsync(lead, s => s.GetRequiredService<CreateQuestionnaire>().RunAsync(teamId, title));
        return await cast.ActAsync(lead, async s =>
        {
            await s.GetRequiredService<ReviseQuestionnaire>()
                .RunAsync(questionnaire, 0, "composed", (Composition draft) => compose(draft, shelf));
            var version = await s.GetRequiredService<PublishQuestionnaire>().RunAsync(questionnaire, 1);
            return new FilledVersion(version.Id, await s.GetRequiredService<Documents>().GetAsync(db, version.Id));
        });
    }
}
