using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

/// <summary>Lists that are taken in whole and worked through, whatever happens in between.</summary>
public sealed class ListsTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, Browser Lead)> ARoundAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team));
        return (team, made.Round, await host.AsAsync(Role.TeamLead, team: team));
    }

    private static async Task<Page> CheckAsync(Browser lead, string page, string list) => await lead.SubmitAsync(await lead.GetAsync(page), ("Input.Text", list));

    private static async Task<Page> AddAsync(Browser lead, string page, string list, params (string, string)[] also)
    {
        var check = await CheckAsync(lead, page, list);
        Assert.True(check.Status == HttpStatusCode.OK, check.Text);
        return await lead.SubmitAsync(check, "#add", also);
    }

    private Task<Contact> ContactAsync(Team team, string email) => host.ReadAsync(db => db.Contacts.SingleAsync(c => c.TeamId == team.Id && c.Email == email));

    public static TheoryData<string> Names { get; } = new(
        "Nguyễn Thị Ánh", "Ŵyn ap Rhŷs", "محمد بن سلمان", "דוד כהן", "王小明", "𠮷野家 😀👩‍👩‍👧", "O’Neill-Ó Briain", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "-1+2",
        "@SUM(1)", "Ann, \"the\" Jones; <b>", "'; DROP TABLE People; --", "Zalgo H̷̭̆e̵͓͐", "\u202Eabc\u202C", "Ａnn", "i̇İıI", new string('名', 200), "{name} {{7*7}}", "%00%0d%0a");

    [Theory]
    [MemberData(nameof(Names))]
    [Asvs("D14")]
    public async Task Names_of_every_script_come_back_as_they_were(string name)
    {
        var (team, round, lead) = await ARoundAsync();
        var email = $"{Guid.NewGuid():N}@example.org";

        await AddAsync(lead, $"/rounds/{round.Id}/people/add", $"email,name,address\n{email},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"1 Station Road\nCardiff\"\n");

        var kept = await ContactAsync(team, email);
        Assert.Equal(name.Normalize(NormalizationForm.FormC), kept.Name);
        Assert.Equal("1 Station Road\nCardiff", kept.Postal);
        var page = await lead.GetAsync($"/rounds/{round.Id}/people");
        Assert.Contains(page.Document.QuerySelectorAll("td"), c => c.TextContent == kept.Name);
    }

    [Fact]
    public async Task Nobody_is_lost_or_doubled_when_the_work_ends_midway()
    {
        var fault = new FailingSaves();
        await using var other = new Host();
        other.Also = services =>
        {
            services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(fault));
            services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(fault));
        };
        await other.InitializeAsync();
        var team = await other.TeamAsync(await other.ProgrammeAsync());
        var round = (await other.OpenRoundAsync(team, await other.PublishedQuestionnaireAsync(team))).Round;
        var people = Enumerable.Range(0, 700).Select(i => i % 3 == 0
            ? new NewPerson(null, $"Person {i}") { Postal = $"{i} Station Road\nCardiff", Line = i }
            : new NewPerson($"p{i}@example.org", $"Person {i}") { Line = i }).ToList();

        // Midway in a turn, between its first and its last write, again and again.
        var id = await other.AsLeadAsync(team, s => s.GetRequiredService<AcceptList>().RunAsync(round.Id, null, people, false));
        var crashes = 0;
        for (var after = 1; after <= 9; after += 2)
        {
            fault.After = after;
            try
            {
                await other.WithAsync(s => s.GetRequiredService<WorkThroughList>().RunAsync(id, CancellationToken.None));
            }
            catch (FailingSaves.Crash)
            {
                crashes++;
            }
        }

        fault.After = null;
        Assert.True(crashes >= 4, $"{crashes} crashes");
        var half = await other.ReadAsync(db => db.PeopleImports.SingleAsync(i => i.Id == id));
        Assert.InRange(half.Done, 50, 650);
        Assert.Null(half.FinishedAt);
        Assert.Equal(half.Done, await other.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id)));

        await other.Services.GetRequiredService<Tick>().RunAsync();
        await other.Services.GetRequiredService<Tick>().RunAsync();

        Assert.Equal(700, await other.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id)));
        Assert.Equal(700, await other.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
        Assert.Equal(700, await other.ReadAsync(db => db.Contacts.Where(c => c.TeamId == team.Id).Select(c => c.Name).Distinct().CountAsync()));
        var done = await other.ReadAsync(db => db.PeopleImports.SingleAsync(i => i.Id == id));
        Assert.Equal((700, (string?)null), (done.Done, done.Sealed));
        Assert.NotNull(done.FinishedAt);
    }

    [Fact]
    public async Task Two_that_work_at_one_list_add_nobody_twice()
    {
        var (team, round, _) = await ARoundAsync();
        var people = Enumerable.Range(0, 300).Select(i => new NewPerson($"q{i}@example.org")).ToList();
        var id = await host.AsLeadAsync(team, s => s.GetRequiredService<AcceptList>().RunAsync(round.Id, null, people, false));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.WithAsync(s => s.GetRequiredService<WorkThroughList>().RunAsync(id, CancellationToken.None))));

        Assert.Equal(300, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id)));
        Assert.Equal(300, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
    }

    [Fact]
    public async Task A_long_list_shows_how_far_it_has_come_and_ends_with_the_round()
    {
        var (team, round, lead) = await ARoundAsync();
        var people = Enumerable.Range(0, 200).Select(i => new NewPerson($"r{i}@example.org")).ToList();
        var id = await host.AsLeadAsync(team, s => s.GetRequiredService<AcceptList>().RunAsync(round.Id, null, people, false));
        var turns = 0;
        await host.WithAsync(s => s.GetRequiredService<WorkThroughList>().RunAsync(id, CancellationToken.None, () => ++turns > 2));

        var page = await lead.GetAsync($"/rounds/{round.Id}/people/lists/{id}");
        Assert.Contains("100 of 200 people have been worked through", page.Text);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\"", page.Html);
        var part = await lead.GetAsync(page.Document.QuerySelector("[data-app-live]")!.GetAttribute("data-app-live")!);
        Assert.Contains("100 of 200", part.Text);
        Assert.DoesNotContain("<html", part.Html);
        Assert.Contains("is being added", (await lead.GetAsync($"/rounds/{round.Id}/people")).Text);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rounds/{round.Id}/people/lists/{id}")).Status);

        await host.ArrangeAsync(async db => { (await db.Rounds.SingleAsync(r => r.Id == round.Id)).Cancel(host.Now); return 0; });
        await host.Services.GetRequiredService<Tick>().RunAsync();

        var over = await lead.GetAsync($"/rounds/{round.Id}/people/lists/{id}");
        Assert.Contains("It was over before everybody on the list was added: 100 of 200", over.Text);
        Assert.DoesNotContain("refresh", over.Html);
    }

    [Fact]
    public async Task People_who_are_known_are_shown_and_left_or_brought_up_to_date()
    {
        var (team, round, lead) = await ARoundAsync();
        var add = $"/rounds/{round.Id}/people/add";
        await AddAsync(lead, add, "email,name,phone,address\nann@example.org,Ann,,\n,Bob,07700 900123,\n,Cat,,\"1 Station Road, Cardiff\"\n");
        var next = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        const string list = "email,name,phone,address,language\nann@example.org,Ann Jones,,,cy\nbob@example.org,Bob,07700 900123,,\ncat@example.org,CAT,,\"1 Station Road Cardiff\",\ndan@example.org,Dan,07700 900123,,\n";

        var check = await CheckAsync(lead, $"/rounds/{next.Id}/people/add", list);
        Assert.Contains("4 people will be added", check.Text);
        Assert.Equal(
            [
                "2 ann@example.org email address name: Ann → Ann Jones; language: en → cy",
                "3 bob@example.org telephone number email: none → bob@example.org",
                "4 cat@example.org name and postal address name: Cat → CAT; email: none → cat@example.org; postal address: 1 Station Road, Cardiff → 1 Station Road Cardiff",
            ],
            check.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("td").Select(c => c.TextContent))));
        Assert.Equal("update", check.Document.QuerySelector("input[name='Input.Matches'][checked]")!.GetAttribute("value"));

        await lead.SubmitAsync(check, "#add", ("Input.Matches", "leave"));
        Assert.Equal("Ann", (await ContactAsync(team, "ann@example.org")).Name);
        Assert.Equal(4, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
        Assert.Equal(4, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == next.Id)));

        // Nobody new, and yet the details are taken.
        var again = await CheckAsync(lead, $"/rounds/{next.Id}/people/add", list);
        Assert.Contains("Nobody new will be added", again.Text);
        await lead.SubmitAsync(again, "#add");
        Assert.Equal("Ann Jones", (await ContactAsync(team, "ann@example.org")).Name);
        Assert.Equal("+447700900123", (await ContactAsync(team, "bob@example.org")).Phone);
        Assert.Equal(4, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
    }

    [Fact]
    public async Task The_way_is_the_first_that_is_there_or_what_the_list_says()
    {
        var (team, round, lead) = await ARoundAsync();
        await AddAsync(lead, $"/rounds/{round.Id}/people/add", """
            email,name,phone,address,channel
            a@example.org,A,07700 900001,"1 Station Road, Cardiff",
            ,B,07700 900002,"1 Station Road, Cardiff",
            ,C,,"1 Station Road, Cardiff",
            d@example.org,D,07700 900004,,text message
            e@example.org,E,,"1 Station Road, Cardiff",post
            ,F,020 7946 0018,"1 Station Road, Cardiff",
            """);
        var routes = await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == round.Id).Select(i => new { i.Person!.Contact!.Name, i.Route, HasCode = i.CodeHash != null && i.SealedCode != null }).OrderBy(i => i.Name).ToListAsync());
        Assert.Equal([SendRoute.Email, SendRoute.Sms, SendRoute.Post, SendRoute.Sms, SendRoute.Post, SendRoute.Post], routes.Select(r => r.Route));
        Assert.All(routes, r => Assert.Equal(r.Route == SendRoute.Post, r.HasCode));
        Assert.Equal(6, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
    }

    [Fact]
    public async Task All_that_is_wrong_can_be_downloaded_and_a_long_list_need_not_be_given_again()
    {
        var (_, round, lead) = await ARoundAsync();
        var list = new StringBuilder("email,name\n");
        for (var i = 0; i < 4_000; i++) list.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i < 300 ? "=wrong" : $"person{i}@example.org")},Somebody with a long name indeed {i}\n");

        var refused = await CheckAsync(lead, $"/rounds/{round.Id}/people/add", list.ToString());
        Assert.Equal(["300 things in the list are not right. Nobody has been added"], refused.Errors);
        Assert.Equal(200, refused.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("And 100 more", refused.Text);
        Assert.Equal("", refused.Document.QuerySelector("textarea")!.TextContent.Trim());

        var report = await lead.SubmitAsync(refused, "#report");
        Assert.Equal("text/csv", report.Response.Content.Headers.ContentType!.MediaType);
        var lines = report.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(301, lines.Length);
        Assert.Equal("2,email,\"“=wrong” is not an email address, like name@example.nhs.uk\"", lines[1]);

        var check = await lead.SubmitAsync(refused, "form[action*='Check']", ("Input.LeaveOut", "true"));
        Assert.Contains("3,700 people will be added", check.Text);
        Assert.Contains("300 lines with mistakes are left out", check.Text);
    }

    [Fact]
    public async Task A_list_that_was_not_checked_here_is_not_taken()
    {
        var (_, round, lead) = await ARoundAsync();
        var (_, other, _) = await ARoundAsync();
        var check = await CheckAsync(lead, $"/rounds/{round.Id}/people/add", "ann@example.org");

        var forged = await lead.SubmitAsync(check, "#add", ("Input.Checked", "AAAA"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        Assert.Contains("Check the list again", forged.Text);

        // Nor by another account, nor for another round.
        var team = await host.ReadAsync(db => db.Teams.SingleAsync(t => t.Id == round.TeamId));
        var colleague = await host.AsAsync(Role.TeamLead, team: team);
        var theirs = await CheckAsync(colleague, $"/rounds/{round.Id}/people/add", "bob@example.org");
        var taken = await colleague.SubmitAsync(theirs, "#add", ("Input.Checked", check.Document.QuerySelector("input[name='Input.Checked']")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.BadRequest, taken.Status);
        Assert.Equal(0, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id || i.RoundId == other.Id)));
    }

    [Fact]
    public async Task The_api_takes_the_same_lists_by_the_same_rules()
    {
        var (team, round, _) = await ARoundAsync();
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var url = $"/api/v1/rounds/{round.Id}/people";

        var wrong = await caller.PostAsync(url, "phone,name\n12345,Ann\n", "text/csv");
        Assert.Equal("people.lines_refused", wrong.Code);
        var right = await caller.PostAsync(url, "phone,name,address\n07700 900123,Ann,\n,Bob,\"1 Station Road, Cardiff\"\n", "text/csv");
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Equal(2, right.Json.GetProperty("new").GetInt32());
        var renamed = await caller.PostAsync(url + "?known=leave", "phone,language\n07700 900123,cy\n", "text/csv");
        Assert.Equal(1, renamed.Json.GetProperty("alreadyThere").GetInt32());
        Assert.Equal(0, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id && p.Language == "cy")));

        var people = (await caller.GetAsync(url)).Json.GetProperty("people").EnumerateArray().ToList();
        Assert.Equal(["sms", "post"], people.Select(p => p.GetProperty("channel").GetString()));
        Assert.Equal("+447700900123", people[0].GetProperty("phone").GetString());
    }

    [Fact]
    public async Task A_plan_has_people_who_come_and_go()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var plan = await host.ArrangeAsync(db => Task.FromResult(db.Plans.Add(new Plan { TeamId = team.Id, Name = "After the visit", Kind = PlanKind.FromStart, Rule = "{}", CreatedAt = host.Now }).Entity));
        var page = $"/plans/{plan.Id}/people";

        var refused = await CheckAsync(lead, page + "/add", "ann@example.org");
        Assert.Contains("This plan counts from a day of each person’s own", refused.Text);
        var done = await AddAsync(lead, page + "/add", "email,start\nann@example.org,2026-03-29\nbob@example.org,30/03/2026\n");
        Assert.Equal($"{page}?done=added&added=2", done.Location);
        var ann = await host.ReadAsync(db => db.PlanPeople.SingleAsync(p => p.PlanId == plan.Id && p.Person!.Contact!.Email == "ann@example.org"));
        Assert.Equal(new DateOnly(2026, 3, 29), ann.StartOn);
        Assert.Equal(host.Now, await host.ReadAsync(db => db.Plans.Where(p => p.Id == plan.Id).Select(p => p.PeopleChangedAt!.Value).SingleAsync()));

        var list = await lead.FollowAsync(done);
        Assert.Contains("29 Mar 2026", list.Text);
        Assert.Contains("has left", (await lead.FollowAsync(await lead.SubmitAsync(list, $"#leave-{ann.PersonId}"))).Text);
        Assert.NotNull(await host.ReadAsync(db => db.PlanPeople.Where(p => p.PlanId == plan.Id && p.PersonId == ann.PersonId).Select(p => p.LeftAt).SingleAsync()));
        await AddAsync(lead, page + "/add", "email,start\nann@example.org,2026-04-01\n");
        var back = await host.ReadAsync(db => db.PlanPeople.SingleAsync(p => p.PlanId == plan.Id && p.PersonId == ann.PersonId));
        Assert.Equal((null, new DateOnly(2026, 4, 1)), (back.LeftAt, back.StartOn!.Value));

        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(page + "/add")).Status);
        var evaluator = await host.AsAsync(Role.Evaluator, await host.ReadAsync(db => db.Programmes.SingleAsync(p => p.Id == team.ProgrammeId)));
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync(page)).Status);
    }

    /// <summary>Ends the process's work at a write that a test names.</summary>
    private sealed class FailingSaves : SaveChangesInterceptor
    {
        public int? After { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (After is { } left && (After = left - 1) == 0) throw new Crash();
            return ValueTask.FromResult(result);
        }

        public sealed class Crash : Exception;
    }
}
