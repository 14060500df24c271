using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SelfEval.Web.Platform.SignIn;

/// <summary>
/// A form that was sent when its sender had to confirm first that it is they: its fields travel sealed in the address to come back to, and stand in the form again,
/// to be sent by another press. For that person and page only, for a quarter of an hour; never secrets, never files, and nothing long.
/// </summary>
public sealed class KeptForms(Sealing sealing, CurrentAccount who, TimeProvider clock)
{
    public const string Name = "kept";
    private const int LongestBody = 8_000, LongestKept = 2_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private static readonly string[] Secret = ["password", "present", "code", "passkey", "recovery", "token"];

    public async Task<string?> KeepAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength is null or > LongestBody || request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return null;
        var fields = (await request.ReadFormAsync(request.HttpContext.RequestAborted))
            .Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal) && !Secret.Any(s => f.Key.Contains(s, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray());
        var json = JsonSerializer.Serialize(fields);
        return fields.Count == 0 || json.Length > LongestKept ? null : sealing.KeptForms.Protect(Head(request.Path, clock.GetUtcNow().UtcDateTime + Life) + json);
    }

    public Dictionary<string, string[]>? Read(string? kept, PathString path)
    {
        if (kept is null or { Length: > 8_000 } || Sealing.Open(sealing.KeptForms, kept)?.Split('\n', 2) is not [var head, var json]) return null;
        return head.Split(' ') is [_, var until, _] && long.TryParse(until, CultureInfo.InvariantCulture, out var ticks) && clock.GetUtcNow().UtcDateTime.Ticks < ticks
            && head + '\n' == Head(path, new DateTime(ticks, DateTimeKind.Utc))
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)
            : null;
    }

    private string Head(PathString path, DateTime until) => string.Create(CultureInfo.InvariantCulture, $"{who.Id} {until.Ticks} {Uri.EscapeDataString(path)}\n");
}

/// <summary>Puts the kept fields back, as if the form had been shown again.</summary>
public sealed class RefillForms(KeptForms forms) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var kept = HttpMethods.IsGet(request.Method) ? forms.Read(request.Query[KeptForms.Name], request.Path) : null;
        await next();
        foreach (var (name, values) in kept ?? []) context.ModelState.SetModelValue(name, values, string.Join(',', values));
    }
}
