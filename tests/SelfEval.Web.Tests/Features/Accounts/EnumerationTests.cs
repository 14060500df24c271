using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Model;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>Nobody finds out by words, status or time who has an account.</summary>
public sealed partial class EnumerationTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [InlineData("/accounts/sign-in")]
    [InlineData("/accounts/forgotten-password")]
    [Asvs("B5")]
    public async Task The_same_bytes_for_known_and_unknown_addresses(string page)
    {
        var known = (await host.AccountAsync(Role.Administrator)).Email!;
        var unknown = $"{Guid.NewGuid():N}@example.org";
        var (first, second) = (await PostAsync(page, known), await PostAsync(page, unknown));
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(Bare(first.Html, known), Bare(second.Html, unknown));
        Assert.Equal(Headers(first), Headers(second));
    }

    [Fact]
    [Asvs("B5", "B10")]
    public async Task The_same_bytes_for_every_link_that_does_not_work()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), ("Input.Email", "late@example.org"), ("Input.Role", "Administrator"));
        string[] old = [await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/"), await host.LinkMailedToAsync("late@example.org", "/accounts/join/")];
        host.Clock.Advance(TimeSpan.FromDays(15));
        foreach (var link in old)
        {
            var expired = await host.Browser().GetAsync(link);
            var never = await host.Browser().GetAsync(link[..(link.LastIndexOf('/') + 1)] + Web.Platform.Secrets.NewLink());
            Assert.Equal(HttpStatusCode.Gone, expired.Status);
            Assert.Equal(Bare(expired.Html, ""), Bare(never.Html, ""));
        }
    }

    /// <summary>
    /// What takes time is counted: questions to the database, and hashes of passwords. Neither wavers with the machine; for known and unknown addresses, and for every kind of wrong
    /// second factor, they are the same.
    /// </summary>
    [Theory]
    [InlineData("/accounts/sign-in", 1)]
    [InlineData("/accounts/forgotten-password", 0)]
    [Asvs("B5")]
    public async Task The_same_work_for_known_and_unknown_addresses(string page, int hashes)
    {
        var (work, hashing) = (new CommandCount(), new HashCount());
        await using var own = Counted(work, hashing);
        await own.InitializeAsync();
        // Once for nothing: what is made at the first time is made.
        await WorkAsync("first@nobody.example");
        var known = (await own.AccountAsync(Role.Administrator)).Email!;
        var (one, other) = (await WorkAsync(known), await WorkAsync("second@nobody.example"));
        Assert.Equal(hashes, one.Hashes);
        Assert.Equal(hashes, other.Hashes);
        Assert.Equal(Kinds(other.Asked), Kinds(one.Asked));

        async Task<(IReadOnlyList<string> Asked, int Hashes)> WorkAsync(string email)
        {
            var browser = own.Browser();
            var form = await browser.GetAsync(page);
            work.Take();
            hashing.Verified = 0;
            await browser.SubmitAsync(form, ("Input.Email", email), ("Input.Password", "not the right password"));
            return (work.Take(), hashing.Verified);
        }
    }

    /// <summary>A code that is wrong and one that was used already; what is no code at all is said to be none, whoever's it is.</summary>
    [Fact]
    [Asvs("B5")]
    public async Task The_same_work_and_the_same_words_for_every_wrong_second_factor()
    {
        var work = new CommandCount();
        await using var own = Counted(work, new HashCount());
        await own.InitializeAsync();
        var (account, seed, codes) = await own.AccountWithAppAsync();
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        var used = own.CodeOf(seed);
        Assert.Equal("/", (await AnswerAsync(account, "Code", used)).Page.Location);
        Assert.Equal("/", (await AnswerAsync(account, "Recovery", codes[0])).Page.Location);

        // The first of a kind makes what later ones add to.
        foreach (var field in new[] { "Code", "Recovery" }) await AnswerAsync(account, field, field == "Code" ? "111111" : "CCCC-CCCC-CCCC-CCCC-CCCC-CCCC");
        await SameAsync("Code", Other(used), used, "000000", "999999");
        await SameAsync("Recovery", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", codes[0], "BBBB-BBBB-BBBB-BBBB-BBBB-BBBB");

        async Task SameAsync(string field, params string[] wrong)
        {
            var answers = new List<(Page Page, IReadOnlyList<string> Asked)>();
            foreach (var code in wrong) answers.Add(await AnswerAsync(account, field, code));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.BadRequest, a.Page.Status));
            Assert.Single(answers.Select(a => string.Join('\n', a.Page.Errors)).Distinct());
            foreach (var (_, asked) in answers) Assert.Equal(Kinds(answers[0].Asked), Kinds(asked));
        }

        async Task<(Page Page, IReadOnlyList<string> Asked)> AnswerAsync(Account who, string field, string code)
        {
            var browser = own.Browser();
            await browser.EnterPasswordAsync(who.Email!);
            var form = await browser.GetAsync("/accounts/sign-in/code");
            work.Take();
            return (await browser.SubmitAsync(form, $"form[action$='handler={field}']", ($"Input.{field}", code)), work.Take());
        }

        static string Other(string code) => (code[0] == '1' ? "2" : "1") + code[1..];
    }

    /// <summary>The clock as well, for what is not counted.</summary>
    [Theory]
    [InlineData("/accounts/sign-in", 10_000)]
    [InlineData("/accounts/forgotten-password", 1_000)]
    [Asvs("B5")]
    public async Task The_same_time_for_known_and_unknown_addresses(string page, int rounds)
    {
        await using var own = new Host { Also = services => services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = rounds) };
        await own.InitializeAsync();
        Assert.Null(await SideBySide.ApartAsync(block => PairsAsync(own, page, block)));
    }

    private static async Task<List<(double Known, double Unknown)>> PairsAsync(Host own, string page, int block)
    {
        var pairs = new List<(double, double)>();
        var present = "";
        for (var i = 0; i < 210; i++)
        {
            // Few failures an address, or the pause would answer instead.
            if (i % 8 == 0) present = (await own.AccountAsync(Role.Administrator)).Email!;
            var times = new double[2];
            foreach (var isKnown in new[] { i % 2 == 0, i % 2 != 0 })
            {
                var browser = own.Browser();
                var form = await browser.GetAsync(page);
                var clock = Stopwatch.GetTimestamp();
                await browser.SubmitAsync(form, ("Input.Email", isKnown ? present : $"{block}-{i}@nobody.example"), ("Input.Password", "not the right password"));
                times[isKnown ? 0 : 1] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            }

            if (i >= 10) pairs.Add((times[0], times[1]));
        }

        return pairs;
    }

    private static Host Counted(CommandCount work, HashCount hashing) => new()
    {
        Also = services =>
        {
            services.ConfigureDbContext<Web.Data.SqliteDb>(o => o.AddInterceptors(work));
            services.ConfigureDbContext<Web.Data.PostgresDb>(o => o.AddInterceptors(work));
            services.AddSingleton<IPasswordHasher<Account>>(hashing);
        },
    };

    /// <summary>What was asked, in order, and how often it was read: an address that is found is one row more, and nothing hangs on it.</summary>
    private static List<string> Kinds(IReadOnlyList<string> asked) => [.. asked.Where(a => a[0] != '=')];

    private sealed class HashCount : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _real = new();

        public int Verified { get; set; }

        public string HashPassword(Account user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Fact]
    [Asvs("B4")]
    public async Task A_wrong_network_is_held_up_and_the_owner_elsewhere_is_not()
    {
        await using var own = new Host { Settings = { ["SelfEval:TrustedProxies:0"] = "127.0.0.1" }, Also = From };
        await own.InitializeAsync();
        var account = await own.AccountAsync(Role.Administrator);
        for (var i = 0; i < SignInTries.MostHere; i++) Assert.Equal(HttpStatusCode.BadRequest, (await FromAsync(own, "192.0.2.1", account.Email!, "not the right password")).Status);
        var held = await FromAsync(own, "192.0.2.1", account.Email!, Make.Password);
        Assert.StartsWith("There were too many wrong passwords", Assert.Single(held.Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await FromAsync(own, "198.51.100.7", account.Email!, Make.Password)).Status);
    }

    [Fact]
    [Asvs("B4")]
    public async Task While_many_networks_guess_a_password_alone_is_not_looked_at_and_the_owner_gets_in_with_the_code()
    {
        await using var own = new Host { Settings = { ["SelfEval:TrustedProxies:0"] = "127.0.0.1" }, Also = From };
        await own.InitializeAsync();
        var (account, seed, codes) = await own.AccountWithAppAsync();
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < SignInTries.MostAnywhere; i++) await FromAsync(own, $"192.0.2.{i / 5}", account.Email!, "not the right password");

        // Right or wrong, known or unknown: one answer, and nothing is learnt from it.
        var right = await FromAsync(own, "198.51.100.7", account.Email!, Make.Password);
        var wrong = await FromAsync(own, "198.51.100.7", account.Email!, "not the right password");
        Assert.Equal(HttpStatusCode.BadRequest, right.Status);
        Assert.Equal(Bare(right.Html, account.Email!), Bare(wrong.Html, account.Email!));
        Assert.NotNull(right.Document.QuerySelector("[name='Input.Code']"));

        Assert.Equal(HttpStatusCode.BadRequest, (await FromAsync(own, "198.51.100.7", account.Email!, Make.Password, "123456")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await FromAsync(own, "198.51.100.7", account.Email!, "not the right password", own.CodeOf(seed))).Status);
        Assert.Equal("/", (await FromAsync(own, "198.51.100.7", account.Email!, Make.Password, own.CodeOf(seed))).Location);
        Assert.Equal("/", (await FromAsync(own, "198.51.100.8", account.Email!, Make.Password, codes[0])).Location);
        own.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.StartsWith("/accounts/sign-in/code", (await FromAsync(own, "198.51.100.7", account.Email!, Make.Password)).Location, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B4")]
    public async Task One_password_is_hashed_at_a_time_and_a_flood_is_told_to_wait()
    {
        var present = 0;
        var most = 0;
        await using var own = new Host
        {
            Also = services => services.AddSingleton<IPasswordHasher<Account>>(new Counting(() => most = Math.Max(most, Interlocked.Increment(ref present)), () => Interlocked.Decrement(ref present))),
        };
        await own.InitializeAsync();
        var desk = own.Services.GetRequiredService<PasswordDesk>();
        var tries = Enumerable.Range(0, 60).Select(_ => desk.VerifyAsync(null, "x")).ToList();
        var refused = 0;
        foreach (var one in tries)
        {
            try
            {
                Assert.Equal(PasswordVerificationResult.Failed, await one);
            }
            catch (Web.Platform.Problem problem)
            {
                Assert.Equal(429, problem.Status);
                refused++;
            }
        }

        Assert.Equal(1, most);
        Assert.InRange(refused, 20, 60 - 16);
        Assert.Equal(PasswordVerificationResult.Failed, await desk.VerifyAsync(null, "x"));
    }

    private async Task<Page> PostAsync(string page, string email)
    {
        var browser = host.Browser();
        return await browser.SubmitAsync(await browser.GetAsync(page), ("Input.Email", email), ("Input.Password", "not the right password"));
    }

    /// <summary>The test server's requests come from no address: as through the proxy that is trusted.</summary>
    private static void From(IServiceCollection services) => services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, Loopback>();

    private static async Task<Page> FromAsync(Host host, string address, string email, string password, string? code = null)
    {
        var browser = host.Browser();
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        var page = await browser.GetAsync("/accounts/sign-in");
        return code is null
            ? await browser.SubmitAsync(page, ("Input.Email", email), ("Input.Password", password))
            : await browser.SubmitAsync(page, ("Input.Email", email), ("Input.Password", password), ("Input.Code", code));
    }

    /// <summary>Without what is random in every page: tokens, challenges, the names of assets do not change.</summary>
    private static string Bare(string html, string email) =>
        Random().Replace(email.Length == 0 ? html : html.Replace(email, "EMAIL", StringComparison.OrdinalIgnoreCase), "");

    private static string Headers(Page page) => string.Join('\n', page.Response.Headers
        .Where(h => h.Key is not ("Set-Cookie" or "Date" or "traceparent")).Select(h => $"{h.Key}: {string.Join(",", h.Value)}"));

    [GeneratedRegex("(__RequestVerificationToken\" type=\"hidden\" value=\"[^\"]*\")|(Passkey.State\" value=\"[^\"]*\")|(data-app-options=\"[^\"]*\")")]
    private static partial Regex Random();

    private sealed class Loopback : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> Configure(Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> next) => app =>
        {
            Microsoft.AspNetCore.Builder.UseExtensions.Use(app, (context, go) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Loopback;
                return go(context);
            });
            next(app);
        };
    }

    private sealed class Counting(Action begins, Action ends) : IPasswordHasher<Account>
    {
        public string HashPassword(Account user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            begins();
            Thread.SpinWait(2_000_000);
            ends();
            return PasswordVerificationResult.Success;
        }
    }
}
