using System.Net;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>A proxy that is not believed, or does not say how it was asked: said on the page, in the log, on the health page and by readiness, and no form fails.</summary>
public sealed class PlainHttpTests : IAsyncLifetime
{
    private readonly Host _host = new() { Settings = { ["SelfEval:PublicBaseUrl"] = "https://care.example.org" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("http://care.example.org/accounts/sign-in")]
    [InlineData("http://127.0.0.1:5080/accounts/forgotten-password")]
    [InlineData("http://care.example.org/code")]
    public async Task A_page_asked_for_as_http_says_what_is_wrong(string address)
    {
        var page = await _host.Browser().GetAsync(address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("This service is not set up completely", page.Heading);
    }

    [Fact]
    public async Task Readiness_and_health_say_so_until_something_arrives_as_https()
    {
        await ReadyAsync(HttpStatusCode.OK);
        await _host.Browser().GetAsync("http://care.example.org/accounts/sign-in");
        await ReadyAsync(HttpStatusCode.ServiceUnavailable);

        // Somebody who looked at the inner address once does not keep the site out of service.
        _host.Clock.Advance(TimeSpan.FromMinutes(11));
        await ReadyAsync(HttpStatusCode.OK);
        await _host.Browser().GetAsync("http://care.example.org/accounts/sign-in");
        await ReadyAsync(HttpStatusCode.ServiceUnavailable);
        var admin = await _host.AsAsync(Role.Administrator);
        await admin.GetAsync("https://care.example.org/operations/health");
        await ReadyAsync(HttpStatusCode.OK);
        await _host.Browser().GetAsync("http://care.example.org/accounts/sign-in");
        await ReadyAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_api_and_health_go_on()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Browser().GetAsync("http://127.0.0.1:5080/api/v1/teams")).Status);
        Assert.Equal("live", (await _host.Browser().GetAsync("http://127.0.0.1:5080/health/live")).Text);
    }

    /// <summary>The database is read through for a moment after the start.</summary>
    private async Task ReadyAsync(HttpStatusCode wanted)
    {
        var status = HttpStatusCode.Unused;
        for (var tries = 0; status != wanted && tries < 200; tries++)
        {
            if (tries > 0) await Task.Delay(25, TestContext.Current.CancellationToken);
            status = (await _host.Browser().GetAsync("http://127.0.0.1:5080/health/ready")).Status;
        }

        Assert.Equal(wanted, status);
    }
}
