using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Load;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Benchmarks;

/// <summary>
/// Times the evaluator's pages over a programme of 50 teams with 12 rounds each, on SQLite, through all middleware and without a network. Its editions
/// are those that the product's own tally and gate make of drawn answers to 37 questions with 8 scores.
/// </summary>
internal static class ProgrammePages
{
    private const int Teams = 50, Waves = 12, Times = 40, Limit = 150;
    private const string Email = "evaluator@example.org", Password = "correct horse battery staple", Key = "se_a-key-for-measuring";

    private static readonly string Session = Secrets.NewLink() + Secrets.NewLink();

    /// <summary>Prints the table; false where the median of a page of the chosen rounds is above the limit.</summary>
    public static async Task<bool> PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("selfeval-programme-").FullName;
        try
        {
            await Survey.LayAsync(Options.Parse([])!, folder);
            await using var site = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            {
                builder.UseEnvironment("Test");
                builder.UseSetting("SelfEval:DataFolder", folder);
                builder.UseSetting("Logging:LogLevel:Default", "Warning");
            });
            var programme = await FillAsync(site.Services);
            using var browser = site.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
            SignIn(browser);
            var fast = true;
            foreach (var page in new[] { "results", "results?round=6", "compare", "coverage", "quality", "quality?round=every", "quality?round=every&p=5" })
            {
                var (cold, median, slowest, size) = await TimeAsync(browser, $"/programmes/{programme}/{page}");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page,-24} first {cold,6:0} ms   median {median,6:0.0} ms   slowest of {Times} {slowest,6:0.0} ms   {size / 1024,5} KB"));
                fast &= median <= Limit;
            }

            browser.DefaultRequestHeaders.Add(ApiKeyScheme.Header, Key);
            var (first, middle, worst, bytes) = await TimeAsync(browser, $"/api/v1/programmes/{programme}/results");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"API results",-24} first {first,6:0} ms   median {middle,6:0.0} ms   slowest of {Times} {worst,6:0.0} ms   {bytes / 1024,5} KB"));
            return fast;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Cold, double Median, double Slowest, int Size)> TimeAsync(HttpClient browser, string address)
    {
        var cold = Stopwatch.StartNew();
        var size = await SizeAsync(browser, address);
        cold.Stop();
        for (var i = 0; i < 10; i++) await SizeAsync(browser, address);
        var times = new double[Times];
        for (var i = 0; i < Times; i++)
        {
            var clock = Stopwatch.StartNew();
            await SizeAsync(browser, address);
            times[i] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return (cold.Elapsed.TotalMilliseconds, (times[(Times - 1) / 2] + times[Times / 2]) / 2, times[^1], size);
    }

    private static async Task<int> SizeAsync(HttpClient browser, string address)
    {
        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{address}: {response.StatusCode}");
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>With the row of a session, laid with the rest: signing in is not what is measured.</summary>
    private static void SignIn(HttpClient browser) => browser.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={Session}");

    private static async Task<int> FillAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var json = db.QuestionnaireVersions.OrderBy(v => v.Id).Select(v => v.Document).First();
        var document = QuestionnaireDocument.Read(json);
        var now = DateTime.UtcNow;
        return await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var programme = new Programme { Name = "Fifty teams", CreatedAt = now };
            db.Programmes.Add(programme);
            var account = new Account { Name = "Evaluator", Email = Email, UserName = Email, EmailConfirmed = true, CreatedAt = now };
            var made = await users.CreateAsync(account, Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            await db.SaveChangesAsync();
            db.Memberships.Add(new Membership { AccountId = account.Id, Role = Role.Evaluator, ProgrammeId = programme.Id, SinceAt = now });
            db.AccountSessions.Add(new AccountSession
            {
                AccountId = account.Id, TokenHash = Secrets.Hash(Session), Way = SignInWay.PasswordAndCode, IsWhole = true,
                CreatedAt = now, LastSeenAt = now, FreshAt = now, Device = "Measuring",
            });
            db.ApiKeys.Add(new ApiKey { AccountId = account.Id, Name = "Measuring", Prefix = "a key", KeyHash = Secrets.Hash(Key), CreatedAt = now, ExpiresAt = now.AddDays(1) });
            for (var t = 0; t < Teams; t++)
            {
                var team = new Team { ProgrammeId = programme.Id, Name = string.Create(CultureInfo.InvariantCulture, $"Team {t + 1:00}"), CreatedAt = now };
                db.Teams.Add(team);
                await db.SaveChangesAsync();
                var questionnaire = new Questionnaire { TeamId = team.Id, Title = document.Title, Draft = "{}", CreatedAt = now, ChangedAt = now };
                db.Questionnaires.Add(questionnaire);
                await db.SaveChangesAsync();
                var version = new QuestionnaireVersion { QuestionnaireId = questionnaire.Id, Number = 1, Document = json, ContentHash = document.ContentHash, PublishedAt = now, PublishedById = 0 };
                db.QuestionnaireVersions.Add(version);
                await db.SaveChangesAsync();
                for (var w = 0; w < Waves; w++) await RoundAsync(db, team, version, document, t, w, now);
            }

            return programme.Id;
        });
    }

    private static async Task RoundAsync(AppDb db, Team team, QuestionnaireVersion version, QuestionnaireDocument document, int t, int w, DateTime now)
    {
        var opens = now.AddDays(30 * (w - Waves)).AddHours(-1);
        var round = new Round
        {
            TeamId = team.Id, QuestionnaireVersionId = version.Id, Name = string.Create(CultureInfo.InvariantCulture, $"Month {w + 1}"), Audience = Audience.Patients,
            IdentityMode = IdentityMode.Confidential, K = 5, Zone = "Europe/London", OpensAt = opens, ClosesAt = opens.AddDays(14), OpensLocal = opens, ClosesLocal = opens.AddDays(14),
            CreatedAt = opens, ClosingDoneAt = opens.AddDays(15),
        };
        db.Rounds.Add(round);
        await db.SaveChangesAsync();
        var tally = new RoundTally(document);
        var random = new Random(t * Waves + w);
        var people = 20 + random.Next(60);
        for (var p = 0; p < people; p++)
        {
            var sheet = AnswerSheet.Empty;
            foreach (var item in document.Items.Where(item => item.Responses is not null))
                if (random.Next(40) > 0) sheet = sheet.With(item.Code, item.Responses!.Options[random.Next(item.Responses.Options.Count)].Code);
            sheet = sheet.Normalised(document.Items);
            tally.Add(sheet, Scorer.Score(document, sheet));
        }

        var figures = DisclosureGate.ToJson(DisclosureGate.Publish(tally.ToFigures(people + random.Next(40)), 5));
        var edition = new Edition
        {
            RoundId = round.Id, Number = 1, MadeAt = opens.AddDays(15), Batch = Guid.NewGuid(), Responses = people, IsFinal = true, HeldBack = false, Figures = figures, ContentHash = "",
        };
        db.Editions.Add(edition);
        await db.SaveChangesAsync();
        db.EditionSummaries.Add(new EditionSummary { EditionId = edition.Id, Summary = EditionSummaries.Summarise(figures) });
        await db.SaveChangesAsync();
    }
}
