using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SelfEval.Web.Tests.Platform.Mail;

/// <summary>GOV.UK Notify as its documentation says it behaves, on a real socket: keys and clocks are checked, references found, errors have its shape.</summary>
internal sealed class NotifyFake : IAsyncDisposable
{
    public const string Service = "11111111-2222-4333-8444-555555555555";
    public const string Secret = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    public const string ApiKey = $"test_key-{Service}-{Secret}";
    public const string EmailTemplate = "12121212-3434-4565-8787-909090909090";
    public const string SmsTemplate = "34343434-5656-4787-8909-121212121212";
    private readonly WebApplication _app;
    private readonly Func<DateTimeOffset> _now;
    private readonly TaskCompletionSource _stalls = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NotifyFake(WebApplication app, Func<DateTimeOffset> now) => (_app, _now) = (app, now);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What was taken, by the id that was given.</summary>
    public ConcurrentDictionary<string, JsonObject> Taken { get; } = new();

    public int Asked { get; private set; }

    /// <summary>An error instead: status, kind and words.</summary>
    public Func<JsonObject, (int Status, string Kind, string Words)?> Error { get; set; } = _ => null;

    /// <summary>Takes the message and then does not answer.</summary>
    public bool Hangs { get; set; }

    /// <summary>Ends once it does not answer.</summary>
    public Task Stalls => _stalls.Task;

    public static async Task<NotifyFake> StartAsync(Func<DateTimeOffset> now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new NotifyFake(app, now);
        app.MapPost("/v2/notifications/{kind}", fake.TakeAsync);
        app.MapGet("/v2/notifications", fake.Find);
        await app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string kind, HttpRequest request)
    {
        Asked++;
        if (Refuses(request) is { } refusal) return refusal;
        var body = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        if (Error(body) is { } error) return Say(error.Status, error.Kind, error.Words);
        var template = (string?)body["template_id"];
        if (template != (kind == "sms" ? SmsTemplate : EmailTemplate)) return Say(400, "BadRequestError", "Template not found");
        foreach (var name in kind == "sms" ? new[] { "body" } : ["subject", "body"])
            if (body["personalisation"]?[name] is null) return Say(400, "BadRequestError", $"Missing personalisation: {name}");
        if (kind == "email" && ((string?)body["email_address"])?.Contains('@', StringComparison.Ordinal) != true) return Say(400, "ValidationError", "email_address Not a valid email address");
        var id = Guid.NewGuid().ToString();
        Taken[id] = body;
        if (Hangs)
        {
            _stalls.TrySetResult();
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        }

        return Results.Json(new JsonObject { ["id"] = id, ["reference"] = (string?)body["reference"], ["content"] = new JsonObject() }, statusCode: 201);
    }

    private IResult Find(HttpRequest request)
    {
        Asked++;
        if (Refuses(request) is { } refusal) return refusal;
        var found = Taken.Where(t => (string?)t.Value["reference"] == request.Query["reference"]).Select(t => (JsonNode)new JsonObject { ["id"] = t.Key }).ToArray();
        return Results.Json(new JsonObject { ["notifications"] = new JsonArray(found), ["links"] = new JsonObject() });
    }

    private IResult? Refuses(HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal).Split('.');
        if (parts.Length != 3) return Say(401, "AuthError", "Unauthorized: authentication token must be provided");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"));
        if (!signature.SequenceEqual(System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]))) return Say(403, "AuthError", "Invalid token: signature, api token not found");
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        if ((string?)claims["iss"] != Service) return Say(403, "AuthError", "Invalid token: service not found");
        if (Math.Abs((long)claims["iat"]! - _now().ToUnixTimeSeconds()) > 30) return Say(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
        return null;
    }

    private static IResult Say(int status, string kind, string words) => Results.Json(
        new JsonObject { ["status_code"] = status, ["errors"] = new JsonArray(new JsonObject { ["error"] = kind, ["message"] = words }) }, statusCode: status);
}
