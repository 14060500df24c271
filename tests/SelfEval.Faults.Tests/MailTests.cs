using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>Messages while processes are killed: each arrives, few arrive twice, and none three times.</summary>
public sealed class MailTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Beside SQLite Hangfire's storage is memory: it goes with the process.</summary>
    public static TheoryData<string> Losses => Place.IsPostgres ? ["dropped", "locked"] : ["killed"];

    [Fact]
    public Task Every_message_arrives_however_often_the_site_is_killed() => DrillAsync(messages: 200, kills: 3, seed: 1);

    [Fact, Trait("Speed", "Long")]
    public Task Every_message_arrives_in_many_kills() => DrillAsync(messages: 2000, kills: 26, seed: 2);

    [Fact]
    public Task A_node_takes_up_what_another_left_that_was_killed_in_the_middle() => TakeUpAsync(messages: 200, lease: TimeSpan.FromSeconds(6));

    [Fact, Trait("Speed", "Long")]
    public Task A_node_takes_up_what_another_left_after_the_usual_lease() => TakeUpAsync(messages: 2000, lease: TimeSpan.FromSeconds(60));

    [Theory, MemberData(nameof(Losses))]
    public Task Messages_go_when_the_recurring_work_has_lost_its_storage(string how) => LoseJobsAsync(how, patience: TimeSpan.FromSeconds(6));

    [Theory, Trait("Speed", "Long"), MemberData(nameof(Losses))]
    public Task Messages_go_within_the_usual_patience_when_the_recurring_work_has_lost_its_storage(string how) => LoseJobsAsync(how, patience: TimeSpan.FromSeconds(new SelfEvalOptions().WatchdogSeconds));

    private static async Task DrillAsync(int messages, int kills, int seed)
    {
        await using var place = await Place.MakeAsync();
        await using var sink = new SmtpSink { KeepsText = false, Thinks = TimeSpan.FromMilliseconds(3) };
        await LayAsync(place, messages, TimeSpan.Zero);
        await using var site = new Site(place, Settings(sink, TimeSpan.FromSeconds(6)));
        await site.StartAsync();
        var moments = new Random(seed);
        for (var kill = 0; kill < kills; kill++)
        {
            // A random moment in the work, not on the clock; in the drill's last part something must be left.
            var most = messages * (kill + 1) / (kills + 1);
            await ArrivedAsync(sink, Math.Min(most, sink.Mail.Count + moments.Next(2, Math.Max(3, messages / (kills + 1)))), site);
            await site.KillAsync();
            await site.StartAsync();
        }

        await ArrivedAsync(sink, messages, site, distinct: true);
        await SettledAsync(place, site);
        var copies = sink.Mail.Count - messages;
        TestContext.Current.SendDiagnosticMessage("{0} messages, {1} kills: {2} extra copies", messages, kills, copies);
        Assert.True(copies <= kills, $"{copies} extra copies in {kills} kills.");
        Assert.All(sink.Mail.GroupBy(m => m.Id), same => Assert.InRange(same.Count(), 1, 2));
        await place.WithAsync(async services =>
        {
            var letters = await services.GetRequiredService<AppDb>().Letters.ToListAsync();
            Assert.All(letters, l => Assert.Equal(LetterState.Sent, l.State));
            // Whoever may have got it twice is known.
            Assert.InRange(letters.Count(l => l.Outcome == LetterOutcome.MaybeTwice), copies, kills);
            return true;
        });
    }

    private static async Task TakeUpAsync(int messages, TimeSpan lease)
    {
        await using var place = await Place.MakeAsync();
        await using var sink = new SmtpSink { KeepsText = false, Thinks = TimeSpan.FromMilliseconds(10) };
        var settings = Settings(sink, lease);
        await using var first = new Site(place, settings);
        await using var second = new Site(place, settings);
        if (Place.IsPostgres)
        {
            // Nothing goes before both are there: what one sends while the other starts would leave too little.
            await first.StartAsync();
            await second.StartAsync();
            await LayAsync(place, messages, TimeSpan.Zero);
        }
        else
        {
            // Of SQLite there is one process, which alone writes in its database; the same one comes back.
            await LayAsync(place, messages, TimeSpan.Zero);
            await first.StartAsync();
        }

        await ArrivedAsync(sink, 30, first);
        await first.KillAsync();
        if (!Place.IsPostgres) await first.StartAsync();
        var (clock, left) = (Stopwatch.StartNew(), messages - sink.Mail.Select(m => m.Id).Distinct().Count());
        Assert.True(left > 60, $"Only {left} were left.");
        await ArrivedAsync(sink, messages, Place.IsPostgres ? second : first, distinct: true);
        TestContext.Current.SendDiagnosticMessage("{0} messages left at the kill, the last after {1:F1} s, lease {2} s", left, clock.Elapsed.TotalSeconds, lease.TotalSeconds);
        // Each message takes a while of its own; beyond that nothing waits longer than the lease and one stroke of the clock.
        var longest = lease + TimeSpan.FromSeconds(15) + left * TimeSpan.FromMilliseconds(40);
        Assert.True(clock.Elapsed < longest, $"It took {clock.Elapsed}, more than {longest}.");
        Assert.All(sink.Mail.GroupBy(m => m.Id), same => Assert.InRange(same.Count(), 1, 2));
        Assert.InRange(sink.Mail.Count - messages, 0, 1);
    }

    private static async Task LoseJobsAsync(string how, TimeSpan patience)
    {
        await using var place = await Place.MakeAsync();
        await using var sink = new SmtpSink { KeepsText = false };
        await using var site = new Site(place, new Dictionary<string, string>(Settings(sink, TimeSpan.FromSeconds(60))) { ["SELFEVAL__WATCHDOGSECONDS"] = $"{patience.TotalSeconds}" });
        await site.StartAsync();
        if (!Place.IsPostgres)
        {
            await site.KillAsync();
            await LayAsync(place, 20, TimeSpan.FromSeconds(1));
            await site.StartAsync();
        }
        else
        {
            await place.SqlAsync(how == "dropped"
                ? "DROP SCHEMA hangfire CASCADE"
                // Locks from the future never become old enough to be taken away.
                : """
                INSERT INTO hangfire.lock (resource, acquired) SELECT 'hangfire:lock:recurring-job:' || name, now() at time zone 'utc' + interval '1 day' FROM unnest(array['letters', 'tick']) name
                ON CONFLICT (resource) DO UPDATE SET acquired = excluded.acquired
                """);
            // Not due before what Hangfire had begun is over.
            await LayAsync(place, 20, TimeSpan.FromSeconds(8));
        }

        var clock = Stopwatch.StartNew();
        await ArrivedAsync(sink, 20, site);
        TestContext.Current.SendDiagnosticMessage("Recurring work {0}, patience {1} s: messages went after {2:F1} s", how, patience.TotalSeconds, clock.Elapsed.TotalSeconds);
        // Whoever watches looks six times in its patience: with the default all of this is 3 minutes.
        var longest = patience * 7 / 6 + TimeSpan.FromSeconds(40);
        Assert.True(clock.Elapsed < longest, $"It took {clock.Elapsed}, more than {longest}.");
        if (Place.IsPostgres) Assert.Contains("the watchdog ticks", site.Said, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(SmtpSink sink, TimeSpan lease) => new()
    {
        ["SELFEVAL__MAIL__MODE"] = "smtp",
        ["SELFEVAL__MAIL__HOST"] = "127.0.0.1",
        ["SELFEVAL__MAIL__PORT"] = $"{sink.Port}",
        ["SELFEVAL__MAIL__TLS"] = "none",
        ["SELFEVAL__MAIL__LEASESECONDS"] = $"{lease.TotalSeconds}",
        ["SELFEVAL__MAIL__TIMEOUTSECONDS"] = $"{lease.TotalSeconds / 2}",
    };

    private static Task<bool> LayAsync(Place place, int messages, TimeSpan later) => place.WithAsync(async services =>
    {
        var (db, postbox) = (services.GetRequiredService<AppDb>(), new Postbox(services.GetRequiredService<Sealing>()));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await services.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            for (var i = 0; i < messages; i++) postbox.Write(db, LetterKind.Notice, $"drill:{i}", $"p{i}@example.org", "Drill", "Words", now + later, now.AddDays(1));
            await db.SaveChangesAsync();
        });
        return true;
    });

    private static async Task ArrivedAsync(SmtpSink sink, int count, Site site, bool distinct = false)
    {
        var clock = Stopwatch.StartNew();
        while ((distinct ? sink.Mail.Select(m => m.Id).Distinct().Count() : sink.Mail.Count) < count)
        {
            Assert.True(clock.Elapsed < 3 * Patience, $"Only {sink.Mail.Count} of {count} arrived.\n{site.Said}");
            await Task.Delay(2);
        }
    }

    /// <summary>The last one is written down a moment after it arrives; then the site is ended, for its database to be read.</summary>
    private static async Task SettledAsync(Place place, Site site)
    {
        var clock = Stopwatch.StartNew();
        while (Convert.ToInt64(await place.SqlAsync($"SELECT count(*) FROM \"Letters\" WHERE \"State\" <> {(int)LetterState.Sent}"), System.Globalization.CultureInfo.InvariantCulture) > 0)
        {
            Assert.True(clock.Elapsed < Patience, $"Letters were not settled.\n{site.Said}");
            await Task.Delay(100);
        }

        await site.KillAsync();
    }
}
