using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Limits;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>So much a minute from one network, counted apart for each purpose, and together by all nodes.</summary>
public sealed class RateLimitsTests
{
    private const int Most = 3;

    [Fact]
    [Asvs("A12")]
    public async Task Each_purpose_has_a_counter_of_its_own_and_a_minute_ends()
    {
        await using var host = await HostAsync();
        var browser = host.Browser();

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.NotFound, Most), await TimesAsync(Most, () => browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA")));
        var refused = await browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("10", refused.Response.Headers.RetryAfter!.ToString());
        Assert.Equal("Too many tries", refused.Heading);

        // Guessing links used nothing up of signing in, nor that of new passwords, nor that of codes.
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.BadRequest, Most), await TimesAsync(Most, () => SignInAsync(browser)));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync(browser)).Status);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await TimesAsync(Most, () => ForgottenAsync(browser)));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ForgottenAsync(browser)).Status);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await TimesAsync(Most, () => browser.PostAsync("/code", [new("Input.Code", "AAA")])));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostAsync("/code", [new("Input.Code", "AAA")])).Status);
        var stranger = host.Stranger();
        for (var i = 0; i < Most; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/teams")).Status);
        var limited = await stranger.GetAsync("/api/v1/teams");
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), (limited.Status, limited.Code));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInAsync(browser)).Status);
    }

    [Fact]
    public async Task A_right_password_gives_no_fresh_tries_for_links()
    {
        await using var host = await HostAsync();
        var browser = host.Browser();
        await TimesAsync(Most, () => browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA"));
        await host.AsAsync(Role.Administrator);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA")).Status);
    }

    [Fact]
    [Asvs("A12")]
    public async Task Made_up_keys_count_for_their_network_and_a_good_key_goes_on()
    {
        await using var host = await HostAsync();
        var good = await host.CallerAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("/api/v1/teams")).Status);
        var statuses = new List<HttpStatusCode>();
        foreach (var key in new[] { "se_AAAAAAAAAAAAAAAAAAAAAA", "se_BBBBBBBBBBBBBBBBBBBBBB", "se_CCCCCCCCCCCCCCCCCCCCCC", "no key at all" }) statuses.Add((await host.CallerWith(key).GetAsync("/api/v1/teams")).Status);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses);
        for (var i = 0; i < Most; i++) Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("/api/v1/teams")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await good.GetAsync("/api/v1/teams")).Status);
    }

    [Fact]
    public async Task The_window_slides()
    {
        await using var host = await HostAsync();
        var browser = host.Browser();
        Task<Page> Open() => browser.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA");
        await TimesAsync(2, Open);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        await TimesAsync(1, Open);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Open()).Status);

        host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.NotFound, (await Open()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Open()).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Open()).Status);
    }

    [Fact]
    [Asvs("A12")]
    public async Task Two_nodes_on_one_database_count_together()
    {
        await using var one = await HostAsync();
        await using var two = await HostAsync(one);
        var (here, there) = (one.Browser(), two.Browser());
        await TimesAsync(2, () => here.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA"));
        await ShareAsync(one);
        await ShareAsync(two);

        var statuses = await TimesAsync(2, () => there.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA"));
        await ShareAsync(two);
        await ShareAsync(one);

        if (Host.IsPostgres)
        {
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], statuses);
            // What one told comes back to it in the sum and is not counted twice; the other's is.
            Assert.Equal(HttpStatusCode.TooManyRequests, (await here.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA")).Status);
            Assert.Equal(3, await one.ReadAsync(db => db.LimitCounts.SumAsync(c => c.Count)));
        }
        else
        {
            // Two nodes need PostgreSQL: on SQLite these are two sites, each with a count of its own.
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], statuses);
            Assert.Equal(HttpStatusCode.NotFound, (await here.GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA")).Status);
        }
    }

    [Fact]
    public async Task Nothing_that_tells_an_address_is_stored_and_rows_go()
    {
        await using var host = await HostAsync();
        await TimesAsync(2, () => host.Browser().GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA"));
        await ShareAsync(host);
        var row = await host.ReadAsync(db => db.LimitCounts.SingleAsync());
        Assert.Equal(("link", 32, 2), (row.Purpose, row.Who.Length, row.Count));
        Assert.Matches("^[0-9A-F]{32}$", row.Who);

        host.Clock.Advance(TimeSpan.FromHours(3));
        await TimesAsync(2, () => host.Browser().GetAsync("/s/AAAAAAAAAAAAAAAAAAAAAA"));
        await ShareAsync(host);
        Assert.NotEqual(row.Slot, (await host.ReadAsync(db => db.LimitCounts.SingleAsync())).Slot);
    }

    [Fact]
    public void Whoever_is_far_from_the_limit_is_not_told_of()
    {
        var counters = new Counters(TimeProvider.System);
        Assert.True(counters.TryTake("link", Counters.Mark("link", "a"), 100));
        for (var i = 0; i < 5; i++) Assert.True(counters.TryTake("link", Counters.Mark("link", "b"), 100));

        Assert.Equal(Counters.Mark("link", "b"), Assert.Single(counters.TakeUntold().Select(c => c.Who).Distinct()));
        Assert.Empty(counters.TakeUntold());
    }

    private static async Task<Host> HostAsync(Host? first = null)
    {
        var host = new Host();
        await host.InitializeAsync();
        foreach (var purpose in new[] { "SignIn", "Reset", "Link", "Code", "Api" }) host.Settings[$"SelfEval:Limits:{purpose}PerMinute"] = $"{Most}";
        if (first is not null && Host.IsPostgres) host.Settings["SelfEval:Database:Connection"] = first.Connection;
        return host;
    }

    private static Task ShareAsync(Host host) => host.Services.GetRequiredService<ShareCounts>().ShareAsync(TestContext.Current.CancellationToken);

    private static async Task<List<HttpStatusCode>> TimesAsync(int times, Func<Task<Page>> act)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++) statuses.Add((await act()).Status);
        return statuses;
    }

    private static async Task<Page> SignInAsync(Browser browser) =>
        await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), ("Input.Email", "nobody@example.org"), ("Input.Password", "not the right password"));

    private static async Task<Page> ForgottenAsync(Browser browser) =>
        await browser.SubmitAsync(await browser.GetAsync("/accounts/forgotten-password"), ("Input.Email", "nobody@example.org"));
}
