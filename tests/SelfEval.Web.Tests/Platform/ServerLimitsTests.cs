using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>What only a real server can refuse: sizes of bodies, of addresses and of headers, too many fields, odd verbs; and that it says nothing of itself.</summary>
public sealed class ServerLimitsTests : IAsyncLifetime
{
    private readonly Host _host = new();
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _host.Settings["SelfEval:PublicBaseUrl"] = "http://localhost:5080";
        _host.UseKestrel(0);
        _host.StartServer();
        _client = _host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = _host.ClientOptions.BaseAddress });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    [Asvs("D7")]
    public async Task Answers_of_more_than_256_kilobytes_are_refused_by_name()
    {
        using var usual = await PostAsync("/code", new string('x', RequestSizes.Usual - 20));
        using var large = await PostAsync("/code", new string('x', RequestSizes.Usual + 1));

        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, usual.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Contains("That was too large to send", await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("D7")]
    public async Task The_api_takes_what_it_says_and_no_more()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var round = (await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), IdentityMode.Anonymous)).Round;
        var key = await _host.ApiKeyAsync(await _host.AccountAsync(Role.TeamLead, team: team));

        Assert.Equal(HttpStatusCode.BadRequest, await ApiAsync($"/api/v1/rounds/{round.Id}/responses", 9_900_000, key));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await ApiAsync($"/api/v1/rounds/{round.Id}/responses", 10_000_001, key));
        Assert.Equal(HttpStatusCode.BadRequest, await ApiAsync("/api/v1/score", 990_000, key));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await ApiAsync("/api/v1/score", 1_000_001, key));
    }

    [Fact]
    public async Task A_hundred_thousand_keys_in_an_address_and_headers_without_end_are_refused_before_they_are_read()
    {
        var keys = await RawAsync($"GET /?{string.Join('&', Enumerable.Range(0, 100_000).Select(i => $"k{i}=1"))} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var header = await RawAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 40_000)}\r\nConnection: close\r\n\r\n");
        var headers = await RawAsync($"GET / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n"))}Connection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 414", keys, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", header, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_fields_than_any_survey_has_are_refused()
    {
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, RequestSizes.MostFields + 1).Select(i => new KeyValuePair<string, string>($"f{i}", "1")));
        using var response = await _client.PostAsync(new Uri("/code", UriKind.Relative), many, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("TRACE / HTTP/1.1", "405")]
    [InlineData("TRACE /nowhere HTTP/1.1", "404")]
    [InlineData("PAGE /accounts/sign-in HTTP/1.1", "405")]
    [InlineData("GET /../../etc/passwd HTTP/1.1", "404")]
    [InlineData("GET /%2e%2e/%2e%2e/selfeval.db HTTP/1.1", "404")]
    [InlineData("GET /selfeval.db HTTP/1.1", "404")]
    [InlineData("GET /keys/ HTTP/1.1", "404")]
    [InlineData("GET /.git/config HTTP/1.1", "404")]
    [InlineData("GET /appsettings.json HTTP/1.1", "404")]
    [InlineData("GET /setup HTTP/1.1", "404")]
    [InlineData("GET /backup HTTP/1.1", "404")]
    public async Task What_is_not_served_is_refused_and_the_server_says_nothing_of_itself(string line, string status)
    {
        var answer = await RawAsync($"{line}\r\nHost: localhost\r\nX-Secret: canary-3d\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-3d", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("nosniff", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    // Two lengths, a length beside chunks, folded and doubled headers: what one side takes for the end of a request and the other not.
    [InlineData("POST /code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /code HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n")]
    public async Task Requests_that_can_be_read_in_two_ways_are_refused(string request) => Assert.StartsWith("HTTP/1.1 400", await RawAsync(request), StringComparison.Ordinal);

    private async Task<HttpResponseMessage> PostAsync(string path, string code)
    {
        using var form = new StringContent($"Input.Code={code}", Encoding.ASCII, "application/x-www-form-urlencoded");
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> ApiAsync(string path, int bytes, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('[', bytes))) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(ApiKeyScheme.Header, key);
        request.Headers.ExpectContinue = true;
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0) answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException) when (answer.Length > 0)
        {
            // The server has said no and does not wait for the rest.
        }

        return answer.ToString();
    }
}
