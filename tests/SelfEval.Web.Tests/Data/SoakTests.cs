using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Data;

/// <summary>
/// Everybody at once: people answer, each link in two browsers; programs import, each line twice; lists of people are taken; leads revise one draft and move one closing time; wrong passwords come for
/// one address; answers are taken back; and the recurring work runs twice side by side, writing letters and making editions of all of it. Nothing is lost, counted twice or left half done, nobody waits
/// for ever, and the database has to break no ring of waiters.
/// </summary>
public sealed class SoakTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);
    private readonly Host _host = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentBag<double> _waits = [];
    private Team _team = null!;
    private QuestionnaireVersion _version = null!;

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Logging:LogLevel:Default"] = "Critical";
        _host.Settings["Logging:LogLevel:Microsoft"] = "Critical";
        await _host.InitializeAsync();
        _team = await _host.TeamAsync(await _host.ProgrammeAsync());
        _version = await _host.PublishedQuestionnaireAsync(_team, "Short", (composition, shelf) =>
            PickInstrument.Add(composition.Add(new PageStart { Title = "Your appointment" }), shelf, new Pick { Instrument = "care-style", PerPage = 5 }));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("E8")]
    public Task Everybody_at_once_for_a_moment() => SoakAsync(TimeSpan.Zero);

    [Fact, Trait("Speed", "Long")]
    [Asvs("E8")]
    public Task Everybody_at_once_for_ten_minutes() => SoakAsync(TimeSpan.FromMinutes(10));

    private async Task SoakAsync(TimeSpan atLeast)
    {
        var clock = Stopwatch.StartNew();
        var rounds = 0;
        do
        {
            await RoundAsync(rounds++);
            Assert.True(_faults.IsEmpty, string.Join('\n', _faults.Take(20)));
        }
        while (clock.Elapsed < atLeast);

        await WholeAsync();
        var waits = _waits.Order().ToList();
        TestContext.Current.SendDiagnosticMessage("{0} rounds, {1} requests in {2:F0} s: median {3:F0} ms, slowest {4:F0} ms", rounds, waits.Count, clock.Elapsed.TotalSeconds, waits[waits.Count / 2], waits[^1]);
        Assert.True(waits[^1] < LongestAnswer.TotalMilliseconds, $"Somebody waited {waits[^1] / 1000:F1} s.");
    }

    private async Task RoundAsync(int number)
    {
        var made = await _host.OpenRoundAsync(_team, _version, IdentityMode.Confidential, 12, name: $"Named {number}");
        var open = await _host.OpenRoundAsync(_team, _version, IdentityMode.Anonymous, name: $"Anonymous {number}");
        var draft = await _host.QuestionnaireAsync(_team, $"Draft {number}");
        var lead = await _host.AccountAsync(Role.TeamLead, team: _team);
        var key = await _host.ApiKeyAsync(lead);
        var address = (await _host.AccountAsync(Role.TeamMember, team: _team)).Email!;
        var (receipts, refused, taken) = (new ConcurrentDictionary<string, string>(), 0, 0);
        var (begins, done) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new CancellationTokenSource());

        var works = new List<Func<Task>>();
        foreach (var (person, i) in made.People.Select((p, i) => (p, i)))
        {
            // Each link in two browsers at once.
            for (var browser = 0; browser < 2; browser++) works.Add(async () => { if (await AnswerAsync(person.Secret, number * 100 + i) is { } receipt) receipts[$"i{person.Invitation.Id}:{receipt}"] = receipt; });
        }

        for (var i = 0; i < 8; i++)
        {
            var mine = i;
            works.Add(async () =>
            {
                var receipt = await AnswerAsync(open.OpenSecret!, mine);
                if (receipt is null) { _faults.Enqueue("An anonymous answer got no receipt."); return; }
                receipts["o" + receipt] = receipt;
                if (mine % 4 == 0) await WithdrawAsync(receipt);
            });
        }

        for (var line = 0; line < 6; line++)
        {
            var body = $$"""[{"key":"{{number}}-{{line}}","answers":{"care_1":"3"},"completedOn":"2026-03-02","channel":"paper"}]""";
            for (var twice = 0; twice < 2; twice++) works.Add(() => PostAsync(key, $"/api/v1/rounds/{made.Round.Id}/responses", body, "application/json"));
        }

        for (var list = 0; list < 3; list++)
        {
            var csv = "name,email\n" + string.Concat(Enumerable.Range(0, 8).Select(p => $"Soak {p},soak-{number}-{list}-{p}@example.org\n"));
            works.Add(() => PostAsync(key, $"/api/v1/rounds/{made.Round.Id}/people", csv, "text/csv"));
        }

        for (var editor = 0; editor < 4; editor++) works.Add(async () => { for (var i = 0; i < 3; i++) await ReviseAsync(draft, lead); });
        for (var wrong = 0; wrong < 9; wrong++) works.Add(async () => { if (await WrongAsync(address)) Interlocked.Increment(ref refused); });
        for (var mover = 0; mover < 2; mover++) works.Add(() => MoveAsync(lead, made.Round.Id, mover));
        works.AddRange(Enumerable.Range(0, 2).Select(_ => (Func<Task>)(async () => { while (!done.IsCancellationRequested) await TickAsync(); })));

        var running = works.Select(w => Task.Run(async () => { await begins.Task; try { await w(); } catch (Exception e) { _faults.Enqueue($"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("SelfEval", StringComparison.Ordinal))}"); } })).ToList();
        begins.SetResult();
        await Task.WhenAll(running.SkipLast(2)).WaitAsync(TimeSpan.FromMinutes(3));
        await done.CancelAsync();
        await Task.WhenAll(running).WaitAsync(TimeSpan.FromMinutes(1));

        // Whoever was asked has one answer, and both browsers one receipt; every line once; nobody's change to the draft is lost; every wrong password is counted.
        await _host.ReadAsync(async db =>
        {
            var responses = await db.Responses.Where(r => r.RoundId == made.Round.Id).ToListAsync();
            foreach (var person in made.People) Same(1, responses.Count(r => r.RespondentKey == $"i{person.Invitation.Id}" && r.IsCompleted), $"answers of invitation {person.Invitation.Id}");
            Same(made.People.Count, receipts.Keys.Count(k => k[0] == 'i'), "receipts of personal links");
            Same(6, responses.Count(r => r.RespondentKey.StartsWith('x')), "imported answers");
            Same(8, await db.Responses.CountAsync(r => r.RoundId == open.Round.Id && r.CompletedOn != null), "anonymous answers");
            Same(2, await db.Responses.CountAsync(r => r.RoundId == open.Round.Id && r.WithdrawnOn != null), "answers taken back");
            Same(12, (await db.Questionnaires.SingleAsync(q => q.Id == draft)).Version, "changes of the draft");
            Same(24, await db.Contacts.CountAsync(c => c.Email!.StartsWith($"soak-{number}-")), "people of the lists");
            Same(12 + 24, await db.Invitations.CountAsync(i => i.RoundId == made.Round.Id), "invitations");
            Same(0, await db.Letters.CountAsync(l => db.Letters.Count(o => o.DedupKey == l.DedupKey) > 1), "letters that were written twice");
            var counts = await db.SignInTries.Select(t => t.Count).OrderByDescending(c => c).ToListAsync();
            taken = counts.FirstOrDefault();
            return true;
        });
        Same(refused, taken, "wrong passwords that were counted");
        await _host.ArrangeAsync(db => db.SignInTries.ExecuteDeleteAsync());
    }

    /// <summary>What must hold for all of it at the end.</summary>
    private async Task WholeAsync()
    {
        var admin = await _host.AsAsync(Role.Administrator);
        var verified = await admin.SubmitAsync(await admin.GetAsync("/operations/audit"), "form[action*='handler=Verify']");
        Assert.Contains("holds", verified.Text, StringComparison.OrdinalIgnoreCase);
        await _host.ReadAsync(async db =>
        {
            Assert.Equal(0, await db.Scores.GroupBy(s => new { s.ResponseId, s.ScaleKey }).CountAsync(g => g.Count() > 1));
            Assert.Equal(0, await db.Responses.CountAsync(r => r.CompletedOn != null && r.ReceiptHash != null && !db.Scores.Any(s => s.ResponseId == r.Id)));
            if (Host.IsPostgres)
            {
                // Who waits for whom always goes the same way round: the database never had to end somebody to let the others go on.
                await db.Database.ExecuteSqlAsync($"SELECT pg_stat_clear_snapshot()");
                Assert.Equal(0, await db.Database.SqlQuery<long>($"SELECT deadlocks AS \"Value\" FROM pg_stat_database WHERE datname = current_database()").SingleAsync());
            }

            return true;
        });
    }

    private void Same(int wanted, int found, string what)
    {
        if (wanted != found) _faults.Enqueue($"{what}: {found}, not {wanted}");
    }

    /// <returns>The receipt; null where the other browser was first and its answers stand.</returns>
    private async Task<string?> AnswerAsync(string secret, int seed)
    {
        var (browser, chance) = (_host.Browser(), new Random(seed));
        var page = await TimedAsync(() => browser.GetAsync($"/s/{secret}"));
        if (page.Status == HttpStatusCode.NotFound) return null;
        page = await browser.FollowAsync(await TimedAsync(() => browser.SubmitAsync(page)));
        for (var step = 0; page.Heading != "Thank you"; step++)
        {
            if (page.Status == HttpStatusCode.NotFound || step > 60) return null;
            var answers = page.Document.QuerySelectorAll("main input[type=radio]").Cast<IHtmlInputElement>().GroupBy(i => i.Name!).Select(g => (g.Key, g.ElementAt(chance.Next(g.Count())).Value)).ToArray();
            if (page.Document.QuerySelector("main form") is null) return null;
            // A conflict shows the page again, with what to do.
            page = await browser.FollowAsync(await TimedAsync(() => browser.SubmitAsync(page, answers)));
        }

        return page.Document.QuerySelector(".app-code")!.TextContent.Trim();
    }

    private async Task WithdrawAsync(string receipt)
    {
        var browser = _host.Browser();
        var confirm = await TimedAsync(async () => await browser.SubmitAsync(await browser.GetAsync("/withdraw"), ("Input.Code", receipt)));
        await TimedAsync(() => browser.SubmitAsync(confirm));
    }

    private async Task PostAsync(string key, string url, string body, string type)
    {
        var clock = Stopwatch.GetTimestamp();
        var answer = await _host.CallerWith(key).PostAsync(url, body, type);
        _waits.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted)) _faults.Enqueue($"POST {url}: {(int)answer.Status} {answer.Text}");
    }

    private async Task ReviseAsync(int draft, Account lead)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                await _host.WithAsync(async services =>
                {
                    services.GetRequiredService<CurrentAccount>().Become(lead, [new Membership { AccountId = lead.Id, Role = Role.TeamLead, ProgrammeId = _team.ProgrammeId, TeamId = _team.Id, SinceAt = _host.Now }]);
                    var version = await services.GetRequiredService<AppDb>().Questionnaires.Where(q => q.Id == draft).Select(q => q.Version).SingleAsync();
                    await services.GetRequiredService<ReviseQuestionnaire>().RunAsync(draft, version, "soak", (Composition composition) => composition.Add(new PageStart { Title = "A page" }));
                    return true;
                });
                return;
            }
            catch (Problem stale) when (stale.Status == 409)
            {
                // Somebody was quicker: look again, as the page asks one to.
            }
        }

        _faults.Enqueue("A change of the draft never got through.");
    }

    private async Task<bool> WrongAsync(string address)
    {
        var browser = _host.Browser();
        var answer = await TimedAsync(async () => await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), ("Input.Email", address), ("Input.Password", "not the right password")));
        return answer.Status == HttpStatusCode.BadRequest;
    }

    private async Task MoveAsync(Account lead, int round, int mover)
    {
        var browser = await _host.SignInAsync(lead);
        for (var i = 0; i < 2; i++)
        {
            var page = await TimedAsync(() => browser.GetAsync($"/rounds/{round}/move-close"));
            await TimedAsync(() => browser.SubmitAsync(page, ("Input.ClosesLocal.Day", $"{20 + mover * 3 + i}"), ("Input.ClosesLocal.Month", "3"), ("Input.ClosesLocal.Year", "2026"), ("Input.ClosesTime", "5pm"), ("Input.Reason", "More time")));
        }
    }

    private async Task TickAsync()
    {
        await _host.TickAsync();
        await Task.Yield();
    }

    private async Task<Page> TimedAsync(Func<Task<Page>> ask)
    {
        var clock = Stopwatch.GetTimestamp();
        var page = await ask();
        _waits.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        if ((int)page.Status >= 500) _faults.Enqueue($"{page.Response.RequestMessage!.RequestUri!.AbsolutePath}: {(int)page.Status}");
        return page;
    }
}
