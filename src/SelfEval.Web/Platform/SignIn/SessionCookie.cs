namespace SelfEval.Web.Platform.SignIn;

/// <summary>The one cookie of somebody who has signed in: 256 random bits, this host only, not for scripts, gone with the browser.</summary>
public static class SessionCookie
{
    public const string Name = "__Host-selfeval";

    private static readonly CookieOptions Options = new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };

    public static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name, out var token) && token.Length is > 20 and < 100 ? token : null;

    public static void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options);

    public static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options);
}
