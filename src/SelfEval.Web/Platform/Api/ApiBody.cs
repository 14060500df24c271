using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace SelfEval.Web.Platform.Api;

/// <summary>A request's body, read whole up to a stated size. Forms are never read, so no page of another site can send one.</summary>
public static class ApiBody
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    /// <summary>One JSON value of the documented shape.</summary>
    public static async Task<T> ReadAsync<T>(HttpContext http, int longest) where T : notnull
    {
        Type(http, Json);
        var bytes = await BytesAsync(http, longest);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, ApiJson.Options) ?? throw ApiProblems.InvalidJson("The body is null.");
        }
        catch (JsonException e)
        {
            throw ApiProblems.InvalidJson(e);
        }
    }

    /// <summary>Which of the types the body has; anything else is refused before it is read.</summary>
    public static string Type(HttpContext http, params ReadOnlySpan<string> accepted)
    {
        if (http.Request.Headers.ContentEncoding.Count == 0
            && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var sent)
            && (!sent.Charset.HasValue || sent.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var type in accepted)
                if (sent.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) return type;
        }

        throw ApiProblems.UnsupportedMediaType(string.Join(" or ", accepted.ToArray()));
    }

    public static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext http, int longest)
    {
        if (http.Request.ContentLength > longest) throw ApiProblems.BodyTooLarge(longest);
        using var kept = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (kept.Length + read > longest) throw ApiProblems.BodyTooLarge(longest);
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
