using System.Net;
using System.Text;
using System.Text.Json;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>An answer of the API as a test reads it.</summary>
public sealed record ApiAnswer(HttpResponseMessage Response, string Text)
{
    public HttpStatusCode Status => Response.StatusCode;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>The problem's code, once it is seen to be a problem.</summary>
    public string Code
    {
        get
        {
            Assert.True(Response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{Status}: {Text}");
            Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
            Assert.False(string.IsNullOrEmpty(Json.GetProperty("title").GetString()));
            return Json.GetProperty("code").GetString()!;
        }
    }
}

/// <summary>A program with somebody's key.</summary>
public sealed class ApiCaller(HttpClient client, string? key)
{
    public Task<ApiAnswer> GetAsync(string url, string? accept = null) => SendAsync(HttpMethod.Get, url, null, accept);

    public Task<ApiAnswer> PostAsync(string url, string body, string type = "application/json") => PostAsync(url, Encoding.UTF8.GetBytes(body), type);

    public Task<ApiAnswer> PostAsync(string url, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return SendAsync(HttpMethod.Post, url, content, null);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string url, HttpContent? content, string? accept)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (key is not null) request.Headers.Add(ApiKeyScheme.Header, key);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        var response = await client.SendAsync(request);
        return new(response, await response.Content.ReadAsStringAsync());
    }
}

public static class MakeCallers
{
    /// <summary>A program without a key.</summary>
    public static ApiCaller Stranger(this Host host) => new(Client(host), null);

    /// <summary>A program with this key.</summary>
    public static ApiCaller CallerWith(this Host host, string key) => new(Client(host), key);

    /// <summary>A program with a new key of a new account.</summary>
    public static async Task<ApiCaller> CallerAsync(this Host host, Role role, Programme? programme = null, Team? team = null) =>
        new(Client(host), await host.ApiKeyAsync(await host.AccountAsync(role, programme, team)));

    public static async Task<string> ApiKeyAsync(
        this Host host, Account account, DateTime? expiresAt = null, int? programmeId = null, int? teamId = null, bool mayWrite = true)
    {
        var key = ApiKeyScheme.Beginning + Secrets.NewLink();
        await host.ArrangeAsync(db =>
        {
            var row = new ApiKey
            {
                AccountId = account.Id,
                Name = "Test",
                Prefix = key[..6],
                KeyHash = Secrets.Hash(key),
                CreatedAt = host.Now,
                ExpiresAt = expiresAt ?? host.Now.AddDays(90),
                ProgrammeId = programmeId,
                TeamId = teamId,
                MayWrite = mayWrite,
            };
            db.ApiKeys.Add(row);
            return Task.FromResult(row);
        });
        return key;
    }

    private static HttpClient Client(Host host) => host.Browser().Client;
}
