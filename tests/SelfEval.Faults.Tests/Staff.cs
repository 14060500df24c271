using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Faults.Tests;

/// <summary>An administrator with a password, an authenticator app and an API key, and what they do by HTTP.</summary>
internal sealed partial class Staff
{
    public const string Email = "ada@example.org";
    private const string Password = "four calm words here";
    private string _password = Password;
    private readonly string _apiKey = "se_drill-" + Secrets.NewLink();
    private readonly Dictionary<string, string> _cookies = [];
    private byte[]? _seed;
    private long _lastStep;

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
            db.ApiKeys.Add(new ApiKey { AccountId = account.Id, Name = "Drill", Prefix = "se_drill-", KeyHash = Secrets.Hash(staff._apiKey), CreatedAt = now, ExpiresAt = now.AddDays(30) });
            await db.SaveChangesAsync();
        });
        return staff;
    });

    /// <summary>Signs in anew: password, and the app's code. The first time the app is set up.</summary>
    public async Task SignInAsync(Uri address)
    {
        _cookies.Clear();
        var entered = await SubmitAsync(address, "/accounts/sign-in", "Input.Password", new() { ["Input.Email"] = Email, ["Input.Password"] = _password });
        var next = entered.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"The password was not taken: {(int)entered.StatusCode} {await entered.Content.ReadAsStringAsync()}");
        if (next.StartsWith("/accounts/second-factor", StringComparison.Ordinal))
        {
            await SetUpAppAsync(address);
            return;
        }

        var answer = await SubmitAsync(address, next, "Input.Code", [], code: true);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The code was not taken: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Opens the link from the server's console, with neither password nor app, and chooses both anew.</summary>
    public async Task RecoverAsync(Uri address, string link)
    {
        _cookies.Clear();
        _password = "seven calm herons by the lake";
        var chosen = await SubmitAsync(address, link, "Input.Password", new() { ["Input.Password"] = _password });
        if (chosen.Headers.Location?.OriginalString.StartsWith("/accounts/second-factor", StringComparison.Ordinal) != true) throw new InvalidOperationException($"The password was not taken: {(int)chosen.StatusCode}");
        await SetUpAppAsync(address);
    }

    /// <summary>What a page answers, whatever it is.</summary>
    public async Task<(HttpStatusCode Status, string? Location)> TryAsync(Uri address, string path)
    {
        using var answer = await SendAsync(address, new HttpRequestMessage(HttpMethod.Get, path));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    private async Task SetUpAppAsync(Uri address)
    {
        _lastStep = 0;
        // The page shows another seed each time; the one in the form that is sent counts.
        var taken = await SubmitAsync(address, "/accounts/second-factor/app", "Input.Code", [], html => _seed = OneTimeCode.Read(Seed().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)), code: true);
        if (taken.StatusCode != HttpStatusCode.OK || !(await taken.Content.ReadAsStringAsync()).Contains("Your app is set up", StringComparison.Ordinal)) throw new InvalidOperationException($"The app was not taken: {(int)taken.StatusCode}");
    }

    /// <summary>A page with the session that there is.</summary>
    public async Task<string> ReadAsync(Uri address, string path)
    {
        using var answer = await SendAsync(address, new HttpRequestMessage(HttpMethod.Get, path));
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
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

    /// <summary>Fills in the form that has a field of that name.</summary>
    private async Task<HttpResponseMessage> SubmitAsync(Uri address, string path, string field, Dictionary<string, string> values, Action<string>? look = null, bool code = false)
    {
        var html = await ReadAsync(address, path);
        look?.Invoke(html);
        if (code) values["Input.Code"] = Code();
        var form = Form().Matches(html).First(f => f.Value.Contains($"name=\"{field}\"", StringComparison.Ordinal));
        foreach (Match input in Input().Matches(form.Value))
            if (Attribute(input.Value, "type") == "hidden" && Attribute(input.Value, "name") is { Length: > 0 } name) values.TryAdd(name, WebUtility.HtmlDecode(Attribute(input.Value, "value")));
        var action = Attribute(form.Groups[1].Value, "action");
        var request = new HttpRequestMessage(HttpMethod.Post, action.Length > 0 ? WebUtility.HtmlDecode(action) : path) { Content = new FormUrlEncodedContent(values) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await SendAsync(address, request);
    }

    /// <summary>The app's code of now, or of the next half minute where this one's was used: each works once.</summary>
    private string Code()
    {
        _lastStep = Math.Max(_lastStep + 1, OneTimeCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime));
        return OneTimeCode.Of(_seed!, _lastStep);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, HttpRequestMessage request)
    {
        using var http = Client(address);
        request.Headers.Add("Accept", "text/html");
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2))) _cookies[cookie[0]] = cookie[1];
        }

        return answer;
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form([^>]*)>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("class=\"app-code\">([A-Z2-7 ]+)<")]
    private static partial Regex Seed();
}
