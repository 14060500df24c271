using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SelfEval.Load;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Benchmarks;

/// <summary>
/// Times the tick, a round's progress page, and making a round of 10,000 people ready with its first messages, on a database with 10,000 rounds, 1,000,000 past
/// invitations and one open round of 100,000 people. On SQLite, or on
/// PostgreSQL where SELFEVAL_TEST_POSTGRES holds an administrator's connection string.
/// </summary>
internal static class RoundsAtScale
{
    private const int Rounds = 10_000, PastPeople = 100_000, RoundsEach = 10, OpenPeople = 100_000, PlanPeople = 10_000, Times = 40;
    private const string Email = "lead@example.org", Password = "correct horse battery staple";

    private static readonly string Session = Secrets.NewLink() + Secrets.NewLink();
    private const string Sheet = """{"a":"1"}""";
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("SELFEVAL_TEST_POSTGRES");

    /// <summary>Prints the table; false where a median is above its limit.</summary>
    public static async Task<bool> PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("selfeval-rounds-").FullName;
        var database = "selfeval_" + Guid.NewGuid().ToString("N");
        if (Postgres is not null) await RunAsync($"CREATE DATABASE {database}");
        try
        {
            if (Postgres is null) await Survey.LayAsync(Options.Parse([])!, folder);
            await using var site = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            {
                builder.UseEnvironment("Test");
                builder.UseSetting("SelfEval:DataFolder", folder);
                builder.UseSetting("Logging:LogLevel:Default", "Warning");
                if (Postgres is null) return;
                builder.UseSetting("SelfEval:Database:Provider", "postgres");
                builder.UseSetting("SelfEval:Database:Connection", new NpgsqlConnectionStringBuilder(Postgres) { Database = database }.ToString());
            });
            var round = await FillAsync(site.Services);
            var tick = site.Services.GetRequiredService<Tick>();
            var ticks = await TimeAsync(() => tick.RunAsync());
            var steps = await StepsAsync(site.Services);
            using var browser = site.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
            SignIn(browser);
            var page = await TimeAsync(() => GetAsync(browser, $"/rounds/{round}"));
            var part = await TimeAsync(() => GetAsync(browser, $"/rounds/{round}/live"));
            Console.WriteLine(Postgres is null ? "SQLite" : "PostgreSQL");
            foreach (var (name, (first, median, slowest), limit) in new[] { ("one tick", ticks, 20), ("progress page", page, 100), ("its live part", part, 100) })
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} first {first,7:0.0} ms   median {median,7:0.0} ms   slowest of {Times} {slowest,7:0.0} ms   (asked {limit} ms)"));
            var (made, written) = await PrepareAsync(site.Services);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PlanPeople:N0} people of a plan: their round made ready in {made.Seconds:0.00} s ({made.Cpu:0.00} s of processor), first messages written in {written.Seconds:0.00} s ({written.Cpu:0.00} s of processor)   (asked 5 s together)"));
            Console.WriteLine("of a tick: " + string.Join(", ", steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Median:0.0} ms"))));
            return made.Seconds + written.Seconds <= 5 && ticks.Median <= 20 && page.Median <= 100 && part.Median <= 100;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            if (Postgres is not null)
            {
                NpgsqlConnection.ClearAllPools();
                await RunAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            }
        }
    }

    private static async Task<(double First, double Median, double Slowest)> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        var first = clock.Elapsed.TotalMilliseconds;
        for (var i = 0; i < 10; i++) await act();
        var times = new double[Times];
        for (var i = 0; i < Times; i++)
        {
            clock.Restart();
            await act();
            times[i] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return (first, (times[(Times - 1) / 2] + times[Times / 2]) / 2, times[^1]);
    }

    /// <summary>A plan whose round is due: its people are made the round's, and each gets the row of a first message. In seconds, of the clock and of this process’s work: on a busy machine they differ.</summary>
    private static async Task<((double Seconds, double Cpu) Made, (double Seconds, double Cpu) Written)> PrepareAsync(IServiceProvider services)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var now = DateTime.UtcNow;
            await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
            {
                var like = await db.Rounds.OrderBy(r => r.Id).FirstAsync();
                var plan = new Plan { TeamId = like.TeamId, Name = "A plan", Kind = PlanKind.Dates, Rule = "{}", CreatedAt = now, PeopleChangedAt = now };
                db.Plans.Add(plan);
                await db.SaveChangesAsync();
                // Where it is noon, so that messages may go.
                var hours = 12 - now.Hour;
                var zone = hours == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(hours > 0 ? "-" : "+")}{Math.Abs(hours)}");
                var opens = now.AddMinutes(-1);
                db.Rounds.Add(new Round
                {
                    TeamId = like.TeamId, QuestionnaireVersionId = like.QuestionnaireVersionId, Name = "Of the plan", Audience = Audience.Patients, IdentityMode = IdentityMode.Confidential,
                    K = 5, Zone = zone, OpensAt = opens, ClosesAt = opens.AddDays(14), OpensLocal = WallClock.ToLocal(opens, zone), ClosesLocal = WallClock.ToLocal(opens.AddDays(14), zone),
                    CreatedAt = now, Reminders = "7 09:00", PlanId = plan.Id, PlanNumber = 1,
                });
                var people = await db.People.OrderBy(p => p.Id).Take(PlanPeople).Select(p => p.Id).ToListAsync();
                db.PlanPeople.AddRange(people.Select(id => new PlanPerson { PlanId = plan.Id, PersonId = id, AddedAt = now }));
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            });
        }

        var made = await StepAsync("PrepareRounds");
        var written = await StepAsync("WriteDueLetters");
        await using var after = services.CreateAsyncScope();
        var letters = await after.ServiceProvider.GetRequiredService<AppDb>().Letters.CountAsync(l => l.State == LetterState.Waiting && l.Number == 0);
        return letters == PlanPeople ? (made, written) : throw new InvalidOperationException($"{letters} messages were written instead of {PlanPeople}.");

        async Task<(double Seconds, double Cpu)> StepAsync(string name)
        {
            await using var scope = services.CreateAsyncScope();
            var step = scope.ServiceProvider.GetServices<TickStep>().Single(s => s.GetType().Name == name);
            var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await step.RunAsync(CancellationToken.None);
            return (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        }
    }

    /// <summary>What each step of a tick takes by itself, slowest first.</summary>
    private static async Task<List<(string Name, double Median)>> StepsAsync(IServiceProvider services)
    {
        List<Type> types;
        using (var scope = services.CreateScope()) types = [.. scope.ServiceProvider.GetServices<TickStep>().Select(s => s.GetType())];
        var steps = new List<(string Name, double Median)>();
        foreach (var type in types)
        {
            var (_, median, _) = await TimeAsync(async () =>
            {
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetServices<TickStep>().First(s => s.GetType() == type).RunAsync(CancellationToken.None);
            });
            steps.Add((type.Name, median));
        }

        return [.. steps.OrderByDescending(s => s.Median)];
    }

    private static async Task GetAsync(HttpClient browser, string address)
    {
        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{address}: {response.StatusCode}");
        await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>With the row of a session, laid with the rest: signing in is not what is measured.</summary>
    private static void SignIn(HttpClient browser) => browser.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={Session}");

    /// <returns>The open round.</returns>
    private static async Task<int> FillAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var now = DateTime.UtcNow;
        var filled = await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
            var programme = new Programme { Name = "Many rounds", CreatedAt = now };
            db.Programmes.Add(programme);
            var account = new Account { Name = "Lead", Email = Email, UserName = Email, EmailConfirmed = true, CreatedAt = now };
            var made = await users.CreateAsync(account, Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            await db.SaveChangesAsync();
            var team = new Team { ProgrammeId = programme.Id, Name = "Team", CreatedAt = now };
            db.Teams.Add(team);
            await db.SaveChangesAsync();
            db.Memberships.Add(new Membership { AccountId = account.Id, Role = Role.TeamLead, ProgrammeId = programme.Id, TeamId = team.Id, SinceAt = now });
            db.AccountSessions.Add(new AccountSession
            {
                AccountId = account.Id, TokenHash = Secrets.Hash(Session), Way = SignInWay.PasswordAndCode, IsWhole = true,
                CreatedAt = now, LastSeenAt = now, FreshAt = now, Device = "Measuring",
            });
            var sites = Enumerable.Range(1, 6).Select(i => new Site { TeamId = team.Id, Name = $"Ward {i}" }).ToList();
            db.Sites.AddRange(sites);
            var questionnaire = new Questionnaire { TeamId = team.Id, Title = "Q", Draft = "{}", CreatedAt = now, ChangedAt = now };
            db.Questionnaires.Add(questionnaire);
            await db.SaveChangesAsync();
            var document = """{"title":"Q","languages":["en"],"pages":[],"instruments":[]}""";
            var version = new QuestionnaireVersion { QuestionnaireId = questionnaire.Id, Number = 1, Document = document, ContentHash = "", PublishedAt = now, PublishedById = account.Id };
            db.QuestionnaireVersions.Add(version);
            await db.SaveChangesAsync();
            for (var i = 0; i < Rounds; i++)
            {
                var opens = now.AddDays(-400 + i % 300);
                db.Rounds.Add(ARound(team.Id, version.Id, string.Create(CultureInfo.InvariantCulture, $"Round {i}"), opens, opens.AddDays(14), opens.AddDays(15)));
                if (i % 1000 == 999) await db.SaveChangesAsync();
            }

            // Its k is beyond all who are asked: figures are timed elsewhere, and none may be made here.
            var open = ARound(team.Id, version.Id, "The open one", now.AddDays(-10), now.AddDays(20), null, k: 2 * OpenPeople);
            db.Rounds.Add(open);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await LayPeopleAsync(db, team.Id, sites[0].Id, open.Id);
            return open.Id;
        });
        // What the server does of itself within a minute of so many new rows; measured before it, every count would look at each row's page.
        if (Postgres is not null) await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
        return filled;
    }

    private static Round ARound(int team, int version, string name, DateTime opens, DateTime closes, DateTime? done, int k = 5) => new()
    {
        TeamId = team, QuestionnaireVersionId = version, Name = name, Audience = Audience.Patients, IdentityMode = IdentityMode.Confidential, K = k, Zone = "Europe/London",
        OpensAt = opens, ClosesAt = closes, OpensLocal = opens, ClosesLocal = closes, CreatedAt = opens, ClosingDoneAt = done, Reminders = "7 09:00\n14 09:00",
    };

    /// <summary>People, invitations, letters and answers, by the thousand and in the database's own words: what is timed is reading them.</summary>
    private static async Task LayPeopleAsync(AppDb db, int team, int site, int open)
    {
        var isPostgres = Postgres is not null;
        var blob = isPostgres ? "decode(md5({0}), 'hex')" : "CAST(printf('%016d', {0}) AS BLOB)";
        var guid = isPostgres ? "gen_random_uuid()" : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))";
        string Text(string number) => isPostgres ? $"({number})::text" : $"CAST({number} AS TEXT)";
        string When(int days) => isPostgres ? $"(now() - interval '{days} days')" : $"strftime('%Y-%m-%d %H:%M:%S', 'now', '{-days} days')";
        string Day(int days) => isPostgres ? $"date_trunc('day', now() - interval '{days} days')" : $"strftime('%Y-%m-%d 00:00:00', 'now', '-{days} days')";
        string no = isPostgres ? "false" : "0";
        string Numbers(int count) => $"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {count})";
        var firstRound = await db.Rounds.MinAsync(r => r.Id);
        var people = Math.Max(PastPeople, OpenPeople);
        async Task RunSqlAsync(string sql) => await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        await RunSqlAsync($"""
            {Numbers(people)}
            INSERT INTO "People" ("TeamId", "Pseudonym", "Audience", "SiteId", "Language", "AddedAt") SELECT {team}, 'P' || {Text("x")}, 1, {site} + x % 6, 'en', {When(400)} FROM n
            """);
        var firstPerson = await db.People.Where(p => p.Pseudonym == "P1").Select(p => p.Id).SingleAsync();
        await RunSqlAsync($"""
            {Numbers(people)}
            INSERT INTO "Contacts" ("PersonId", "TeamId", "Email") SELECT {firstPerson} + x - 1, {team}, 'p' || {Text("x")} || '@example.org' FROM n
            """);
        for (var wave = 0; wave < RoundsEach; wave++)
            await RunSqlAsync($"""
                {Numbers(PastPeople)}
                INSERT INTO "Invitations" ("RoundId", "PersonId", "TokenHash", "CreatedAt", "SentAt", "SiteId", "Route", "NextSend")
                SELECT {firstRound} + (x + {wave * 977}) % {Rounds}, {firstPerson} + x - 1, {string.Format(CultureInfo.InvariantCulture, blob, Text($"x + {(wave + 1) * 1_000_000}"))}, {When(300)}, {When(300)}, {site} + x % 6, 1, 2 FROM n
                """);
        await RunSqlAsync($"""
            {Numbers(OpenPeople)}
            INSERT INTO "Invitations" ("RoundId", "PersonId", "TokenHash", "CreatedAt", "SentAt", "SiteId", "Route", "NextSend", "NextSendAt", "StartedOn", "AnsweredOn", "CompletedOn")
            SELECT {open}, {firstPerson} + x - 1, {string.Format(CultureInfo.InvariantCulture, blob, Text("x + 90000000"))}, {When(10)}, {When(10)}, {site} + x % 6, 1 + x % 2, 2,
                CASE WHEN x % 3 > 0 THEN {When(-4)} END, CASE WHEN x % 3 <> 1 THEN {Day(5)} END, CASE WHEN x % 3 <> 1 THEN {Day(5)} END, CASE WHEN x % 3 = 0 THEN {Day(4)} END FROM n
            """);
        var firstOpen = await db.Invitations.Where(i => i.RoundId == open).MinAsync(i => i.Id);
        foreach (var (kind, number) in new[] { (1, 0), (2, 1) })
            await RunSqlAsync($"""
                {Numbers(OpenPeople)}
                INSERT INTO "Letters" ("DedupKey", "Kind", "RoundId", "InvitationId", "NotBefore", "ExpiresAt", "State", "Attempts", "Fence", "SentAt", "Route", "Number")
                SELECT 'm{number}:' || {Text("x")}, {kind}, {open}, {firstOpen} + x - 1, {When(10)}, {When(-20)}, 3, 1, 1, {When(10)}, 1 + x % 2, {number} FROM n
                """);
        // A third of the people have begun, and most of those have sent.
        await RunSqlAsync($"""
            {Numbers(OpenPeople / 3)}
            INSERT INTO "Responses" ("Id", "RoundId", "RespondentKey", "Pseudonym", "Channel", "Language", "Answers", "StartedOn", "CompletedOn", "IsLate", "IsTest", "Version")
            SELECT {guid}, {open}, 'i' || {Text($"{firstOpen} + 3 * x - 1")}, 'P' || {Text("3 * x")}, 1, 'en', '{Sheet}', {Day(5)}, CASE WHEN x % 5 < 4 THEN {Day(4)} END, {no}, {no}, 3 FROM n
            """);
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
