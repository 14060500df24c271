using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Load;

/// <summary>A list of very many people is taken in and worked through while participants answer another round.</summary>
internal static class PeopleRun
{
    private const string Key = "se_load";

    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        var round = await PlanAsync(options, folder);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = 1000 };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}"), Timeout = TimeSpan.FromMinutes(20) };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
        using var running = server;
        var warm = new Figures();
        for (var i = 0; i < 200; i++) await new Participant(http, secret, warm, i).AnswerAsync();
        await SendAsync(http, round, List(20, "warm"));

        var figures = new Figures();
        var (failed, done) = (0, false);
        var participants = Enumerable.Range(0, options.Concurrency).Select(one => Task.Run(async () =>
        {
            for (var i = 0; !Volatile.Read(ref done); i++)
            {
                try
                {
                    await new Participant(http, secret, figures, one * 100_000 + i).AnswerAsync();
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
                {
                    if (Interlocked.Increment(ref failed) <= 5) await Console.Error.WriteLineAsync(e.Message);
                }
            }
        })).ToList();

        var list = List(options.People, "person");
        var (before, cpu, clock) = (server.Megabytes, server.Cpu, Stopwatch.StartNew());
        var answer = await SendAsync(http, round, list);
        var (seconds, used, peak) = (clock.Elapsed.TotalSeconds, server.Cpu - cpu, server.PeakMegabytes);
        Volatile.Write(ref done, true);
        await Task.WhenAll(participants);

        Console.WriteLine(FormattableString.Invariant(
            $"{options.People} people from one list of {list.Length / 1e6:F1} MB, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}, {options.Concurrency} participants meanwhile: {seconds:F1} s ({options.People / seconds:F0} a second), {used.TotalSeconds:F1} s server CPU with theirs, memory {before:F0} MB before, {peak:F0} MB at most, {failed} errors"));
        Console.WriteLine(answer);
        if (options.Concurrency > 0) figures.Print(Console.Out);
        return failed;
    }

    private static byte[] List(int people, string mark)
    {
        var list = new StringBuilder("email,phone,name,language,address1,town,postcode\n");
        for (var i = 0; i < people; i++)
        {
            // Of ten, seven have an email address, two a number, and one is written to by post.
            list.Append(CultureInfo.InvariantCulture, $"{(i % 10 < 7 ? $"{mark}.{i}@example.org" : "")},{(i % 10 is 7 or 8 ? $"077{i:00000000}" : "")},{mark} Ŵyn {i},{(i % 4 == 0 ? "cy" : "en")},");
            if (i % 10 == 9) list.Append(CultureInfo.InvariantCulture, $"{i} Station Road,Cardiff,CF10 1EP\n");
            else list.Append(",,\n");
        }

        return Encoding.UTF8.GetBytes(list.ToString());
    }

    private static async Task<string> SendAsync(HttpClient http, int round, byte[] list)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rounds/{round}/people") { Content = new ByteArrayContent(list) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add(ApiKeyScheme.Header, Key);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException(text);
    }

    /// <summary>A confidential round that opens tomorrow, and somebody who leads its team.</summary>
    private static async Task<int> PlanAsync(Options options, string folder)
    {
        await using var provider = Survey.Services(options, folder);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await provider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var now = DateTime.UtcNow;
            var team = await db.Teams.SingleAsync();
            var account = new Account { Name = "Lea", Email = "lea@example.org", UserName = "lea@example.org", EmailConfirmed = true, CreatedAt = now };
            await users.CreateAsync(account, Answers.Password);
            db.Memberships.Add(new Membership { AccountId = account.Id, Role = Role.TeamLead, ProgrammeId = team.ProgrammeId, TeamId = team.Id, SinceAt = now });
            db.ApiKeys.Add(new ApiKey { AccountId = account.Id, Name = "load", Prefix = Key, KeyHash = Secrets.Hash(Key), CreatedAt = now, ExpiresAt = now.AddDays(1) });
            var round = new Round
            {
                TeamId = team.Id, QuestionnaireVersionId = await db.QuestionnaireVersions.Select(v => v.Id).SingleAsync(), Name = "People", Audience = Audience.Patients,
                IdentityMode = IdentityMode.Confidential, K = 5, Zone = "Europe/London", OpensAt = now.AddDays(1), ClosesAt = now.AddDays(20), OpensLocal = now.AddDays(1),
                ClosesLocal = now.AddDays(20), CreatedAt = now,
            };
            db.Rounds.Add(round);
            await db.SaveChangesAsync();
            return round.Id;
        });
    }
}
