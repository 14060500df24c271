using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>Sixteen people answer while the site is killed again and again: what was acknowledged is there, once.</summary>
public sealed class KillTests
{
    private const int People = 16;

    [Fact]
    public Task Nothing_acknowledged_is_lost_or_doubled() => DrillAsync(kills: 4, seed: 1, TimeSpan.FromMinutes(4));

    [Fact, Trait("Speed", "Long")]
    public Task Nothing_acknowledged_is_lost_or_doubled_in_many_kills() => DrillAsync(kills: 60, seed: 2, TimeSpan.FromMinutes(30));

    private static async Task DrillAsync(int kills, int seed, TimeSpan longest)
    {
        await using var place = await Place.MakeAsync();
        var survey = await Survey.LayAsync(place, people: 100 * kills);
        var ledgers = await KillAsync(place, survey, kills, seed, longest);
        Assert.True(ledgers.Count >= People, $"Only {ledgers.Count} people answered.");
        await JudgeAsync(place, survey, ledgers);
    }

    private static async Task<List<Acknowledged>> KillAsync(Place place, Survey survey, int kills, int seed, TimeSpan longest)
    {
        using var patience = new CancellationTokenSource(longest);
        await using var site = new Site(place);
        await site.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = People })
        {
            BaseAddress = site.Address,
        };
        var links = new ConcurrentQueue<(string Secret, string Key)>(survey.Personal);
        var ledgers = new ConcurrentBag<Acknowledged>();
        using var done = new CancellationTokenSource();
        var acknowledged = 0;
        async Task WorkAsync(int number)
        {
            var random = new Random(seed * 1000 + number);
            do
            {
                var isPersonal = links.TryDequeue(out var link) && number % 2 == 0;
                var participant = new Participant(http, isPersonal ? link.Secret : survey.OpenLink, isPersonal ? link.Key : null, random,
                    () => Interlocked.Increment(ref acknowledged), patience.Token);
                await participant.AnswerAsync();
                ledgers.Add(participant.Ledger);
            }
            while (!done.IsCancellationRequested);
        }

        var work = Enumerable.Range(0, People).Select(n => Task.Run(() => WorkAsync(n))).ToList();
        var moments = new Random(seed);
        for (var kill = 0; kill < kills; kill++)
        {
            // A random moment in the work, not on the clock: a slow machine is killed in the same places.
            var moment = Volatile.Read(ref acknowledged) + moments.Next(20, 120);
            while (Volatile.Read(ref acknowledged) < moment)
            {
                await Task.Delay(5, patience.Token);
                if (work.FirstOrDefault(w => w.IsFaulted) is { } failed) await failed;
            }

            await site.KillAsync();
            var ready = await site.StartAsync();
            Assert.True(ready < TimeSpan.FromSeconds(60), $"It took {ready} to be ready again.");
        }

        await done.CancelAsync();
        await Task.WhenAll(work);
        await site.KillAsync();
        return [.. ledgers];
    }

    private static Task<bool> JudgeAsync(Place place, Survey survey, List<Acknowledged> ledgers) => place.WithAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var responses = await db.Responses.ToListAsync();
        var scores = await db.Scores.GroupBy(s => s.ResponseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var byReceipt = responses.Where(r => r.ReceiptHash is not null).ToLookup(r => Convert.ToHexString(r.ReceiptHash!));
        foreach (var ledger in ledgers)
        {
            var response = Assert.Single(byReceipt[Convert.ToHexString(Secrets.HashCode(ledger.Receipt!))]);
            if (ledger.Key is not null) Assert.Equal(ledger.Key, response.RespondentKey);
            Assert.True(response.IsCompleted);
            var sheet = AnswerSheet.Read(response.Answers);
            foreach (var (item, answer) in ledger.Answers) Assert.Equal(answer, sheet.Code(item));
            Assert.Equal(ledger.Answers.Count, sheet.Count);
            Assert.Equal(survey.Scales, scores[response.Id]);
        }

        Assert.Equal(ledgers.Count, responses.Count(r => r.IsCompleted));
        Assert.Equal(responses.Count, responses.Select(r => (r.RoundId, r.RespondentKey)).Distinct().Count());
        Assert.All(scores.Keys, id => Assert.True(responses.Single(r => r.Id == id).IsCompleted));
        if (!Place.IsPostgres) Assert.Equal("ok", await place.SqlAsync("PRAGMA integrity_check"));
        return true;
    });
}
