using System.Text.RegularExpressions;

namespace SelfEval.Load;

/// <summary>An evaluator's browser, signed in.</summary>
internal sealed partial class Evaluator(HttpClient http)
{
    private readonly Dictionary<string, string> _cookies = [];
    private string _token = "";

    public static async Task<Evaluator> SignInAsync(HttpClient http)
    {
        var evaluator = new Evaluator(http);
        evaluator._token = Token(await evaluator.GetAsync("/accounts/sign-in"));
        using (await evaluator.PostAsync("/accounts/sign-in", HttpCompletionOption.ResponseContentRead, new("Input.Email", Answers.Email), new("Input.Password", Answers.Password))) { }
        evaluator._token = Token(await evaluator.GetAsync("/accounts/sign-in/code"));
        using (await evaluator.PostAsync("/accounts/sign-in/code?handler=Recovery", HttpCompletionOption.ResponseContentRead, new KeyValuePair<string, string>("Input.Recovery", Answers.RecoveryCodes.Dequeue()))) { }
        // The form to sign out is on every page.
        evaluator._token = Token(await evaluator.GetAsync("/programmes/1/downloads"));
        return evaluator;
    }

    public async Task<string> GetAsync(string url)
    {
        using var response = await SendAsync(HttpMethod.Get, url, HttpCompletionOption.ResponseContentRead, []);
        var html = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? html : throw new InvalidOperationException($"{url}: {(int)response.StatusCode}");
    }

    public Task<HttpResponseMessage> PostAsync(string url, HttpCompletionOption until, params KeyValuePair<string, string>[] form) =>
        SendAsync(HttpMethod.Post, url, until, [.. form, new("__RequestVerificationToken", _token)]);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpCompletionOption until, KeyValuePair<string, string>[] form)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        if (form.Length > 0) request.Content = new FormUrlEncodedContent(form);
        var response = await http.SendAsync(request, until);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var pair in set.Select(c => c.Split(';')[0].Split('=', 2))) _cookies[pair[0]] = pair[1];
        }

        return response;
    }

    private static string Token(string html) => TokenInput().Match(html) is { Success: true } match
        ? match.Groups["value"].Value
        : throw new InvalidOperationException("The page has no form.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex TokenInput();
}
