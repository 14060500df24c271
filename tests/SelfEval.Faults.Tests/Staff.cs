using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Faults.Tests;

/// <summary>An administrator with a password and an API key, and what they do by HTTP.</summary>
internal sealed partial class Staff
{
    private const string Email = "ada@example.org";
    private const string Password = "four calm words here";
    private readonly string _apiKey = "drill-" + Secrets.NewLink();
    private string? _session;

    public static Task<Staff> LayAsync(Place place) => place.WithAsync(async services =>
    {
        var (db, gate, users) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<WriteGate>(), services.GetRequiredService<UserManager<Account>>());
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var staff = new Staff();
        await gate.RunAsync(db, async () =>
        {
            var account = new Account { Name = "Ada", Email = Email, UserName = Email, CreatedAt = now, IsAdministrator = true, EmailConfirmed = true };
            var made = await users.CreateAsync(account, Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            db.ApiKeys.Add(new ApiKey { AccountId = account.Id, Name = "Drill", Prefix = "drill-", KeyHash = Secrets.Hash(staff._apiKey), CreatedAt = now, ExpiresAt = now.AddDays(30) });
            await db.SaveChangesAsync();
        });
        return staff;
    });

    /// <summary>Signs in anew.</summary>
    public async Task SignInAsync(Uri address)
    {
        using var http = Client(address);
        using var form = await http.GetAsync("/accounts/sign-in");
        var html = await form.Content.ReadAsStringAsync();
        var cookies = string.Join("; ", form.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Input.Email", Email), new("Input.Password", Password), new("__RequestVerificationToken", Token().Match(html).Groups[1].Value)]),
        };
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.SendAsync(request);
        _session = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.FirstOrDefault(c => c.StartsWith("__Host-selfeval=", StringComparison.Ordinal))?.Split(';')[0] : null;
        if (answer.StatusCode != HttpStatusCode.Redirect || _session is null) throw new InvalidOperationException($"Nobody was signed in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A page with the session that there is.</summary>
    public async Task<string> ReadAsync(Uri address, string path)
    {
        using var http = Client(address);
        http.DefaultRequestHeaders.Add("Cookie", _session);
        using var answer = await http.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path}: {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The API with the key that was made at the beginning.</summary>
    public async Task<HttpStatusCode> CallAsync(Uri address)
    {
        using var http = Client(address);
        http.DefaultRequestHeaders.Add("X-Api-Key", _apiKey);
        using var answer = await http.GetAsync("/api/v1/programmes");
        return answer.StatusCode;
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
