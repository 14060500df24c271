using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>Where a request comes from and what it was sent to is believed from nobody but the configured proxies, and nothing is made of the Host header.</summary>
public sealed class ProxiesAndHostsTests
{
    [Fact]
    public async Task Forwarded_headers_from_this_machine_are_not_believed_by_default()
    {
        await using var host = await HostAsync([]);
        host.Settings["SelfEval:Limits:SignInPerMinute"] = "5";

        var statuses = new List<int>();
        for (var i = 0; i < 8; i++) statuses.Add(await SignInAsync(host, IPAddress.Loopback, $"203.0.113.{i}"));

        Assert.Equal([400, 400, 400, 400, 400, 429, 429, 429], statuses);
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("10.0.0.0/24")]
    public async Task A_configured_proxy_is_believed_and_another_is_not(string proxy)
    {
        await using var host = await HostAsync([proxy]);
        host.Settings["SelfEval:Limits:SignInPerMinute"] = "2";

        for (var i = 0; i < 6; i++) Assert.Equal(400, await SignInAsync(host, IPAddress.Parse("10.0.0.7"), $"203.0.113.{i}"));
        var others = new List<int>();
        for (var i = 0; i < 3; i++) others.Add(await SignInAsync(host, IPAddress.Parse("10.9.9.9"), $"203.0.113.{10 + i}"));
        Assert.Equal([400, 400, 429], others);
        // Only the last address is the proxy's own word; what stands before it came from outside.
        var chained = new List<int>();
        for (var i = 0; i < 3; i++) chained.Add(await SignInAsync(host, IPAddress.Parse("10.0.0.7"), $"198.51.100.{i}, 203.0.113.99"));
        Assert.Equal([400, 400, 429], chained);
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("localhost", "evil.example")]
    public async Task Letters_hold_the_configured_address_whatever_the_request_says(string asked, string? forwarded)
    {
        await using var host = await HostAsync(["10.0.0.7"]);
        var account = await host.AccountAsync(Role.Administrator);
        var client = host.Browser().Client;
        using var first = new HttpRequestMessage(HttpMethod.Get, "/accounts/forgotten-password");
        var page = await client.SendAsync(first, TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/forgotten-password") { Content = new FormUrlEncodedContent([new("Input.Email", account.Email!), new("__RequestVerificationToken", token)]) };
        request.Headers.Host = asked;
        if (forwarded is not null) request.Headers.Add("X-Forwarded-Host", forwarded);

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        if (asked == "evil.example")
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Empty(await host.MailToAsync(account.Email!));
            // And where it is let in, the letter holds the address that is configured all the same.
            await host.WithAsync(async s =>
            {
                s.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { Request = { Host = new HostString(asked), Scheme = "http" } };
                await s.GetRequiredService<RequestPasswordReset>().RunAsync(account.Email!);
                return true;
            });
        }

        var mail = Assert.Single(await host.MailToAsync(account.Email!));
        Assert.Contains("https://care.example.org/accounts/", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("care.example.org", 200)]
    [InlineData("CARE.example.org:443", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("care.example.org.evil.example", 400)]
    [InlineData("evil.example", 400)]
    public async Task Only_the_public_name_is_answered_to(string name, int status)
    {
        await using var host = await HostAsync([]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/privacy");
        request.Headers.Host = name;
        var answer = await host.Browser().Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<Host> HostAsync(string[] proxies)
    {
        var host = new Host();
        await host.InitializeAsync();
        host.Settings["SelfEval:PublicBaseUrl"] = "https://care.example.org";
        foreach (var (i, proxy) in proxies.Index()) host.Settings[$"SelfEval:TrustedProxies:{i}"] = proxy;
        return host;
    }

    /// <summary>A wrong password from a connection of this address, which says that it speaks for another.</summary>
    private static async Task<int> SignInAsync(Host host, IPAddress connection, string forwardedFor)
    {
        var browser = host.Browser();
        var page = await browser.GetAsync("/accounts/sign-in");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookie = string.Join("; ", page.Response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var body = await new FormUrlEncodedContent([new("Input.Email", "nobody@example.org"), new("Input.Password", "not the right password"), new("__RequestVerificationToken", token)]).ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var context = await host.Server.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = connection;
            http.Request.Method = "POST";
            http.Request.Scheme = "https";
            http.Request.Host = new HostString("localhost");
            http.Request.Path = "/accounts/sign-in";
            http.Request.ContentType = "application/x-www-form-urlencoded";
            http.Request.ContentLength = body.Length;
            http.Request.Body = new MemoryStream(body);
            http.Request.Headers.Cookie = cookie;
            http.Request.Headers["X-Forwarded-For"] = forwardedFor;
            http.Request.Headers["X-Forwarded-Proto"] = "https";
        }, TestContext.Current.CancellationToken);
        return context.Response.StatusCode;
    }
}
