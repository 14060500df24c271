using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>An answer with all that a stranger could compare.</summary>
public sealed partial record Answered(HttpResponseMessage Response, string Text)
{
    /// <summary>What the site asked its database for it, in order, and how much it read of each answer.</summary>
    public IReadOnlyList<string> Work { get; init; } = [];

    /// <summary>How many questions that were.</summary>
    public int Commands => Work.Count(w => w[0] != '=');

    /// <summary>The first thing that was done for one and not for the other; null where the same was done for both.</summary>
    public string? DifferentWork(Answered other, bool withRows = true)
    {
        var (mine, theirs) = (Work.Where(w => withRows || w[0] != '=').ToList(), other.Work.Where(w => withRows || w[0] != '=').ToList());
        for (var i = 0; i < Math.Max(mine.Count, theirs.Count); i++)
            if (mine.ElementAtOrDefault(i) != theirs.ElementAtOrDefault(i)) return $"“{Short(mine.ElementAtOrDefault(i))}” and “{Short(theirs.ElementAtOrDefault(i))}”";
        return null;
    }

    private static string Short(string? work) => work is null ? "nothing" : string.Join(' ', work.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 220 } words ? words[..220] + "…" : string.Join(' ', work.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public HttpStatusCode Status => Response.StatusCode;

    public bool IsSignIn => Response.Headers.Location?.ToString().Contains("/accounts/sign-in?ReturnUrl", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>allowed, or how it was refused.</summary>
    public string Verdict => (int)Status switch
    {
        302 when IsSignIn => "sign-in",
        401 => "401",
        403 => "403",
        404 => "404",
        405 => "405",
        // A write was reached and taken back (DryGate).
        418 => "allowed",
        >= 500 => ((int)Status).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "allowed",
    };

    /// <summary>Status, headers that carry content, and bytes, apart from what differs in every answer: the trace id and the antiforgery token.</summary>
    public string Bare => $"{(int)Status} {Response.Content.Headers.ContentType} {Response.Headers.Location}\n{(IsZip ? Files() : Fresh().Replace(Text, ""))}";

    private bool IsZip => Response.Content.Headers.ContentType?.MediaType == "application/zip";

    /// <summary>Every download has pseudonyms of its own, drawn anew but equally long: its files and their lengths can be compared, their bytes not.</summary>
    private string Files()
    {
        using var zip = new ZipArchive(Response.Content.ReadAsStream());
        return string.Join('\n', zip.Entries.Select(e => $"{e.FullName} {e.Length}"));
    }

    [GeneratedRegex("""("traceId":"[^"]*")|(name="__RequestVerificationToken"[^>]*value="[^"]*")""")]
    private static partial Regex Fresh();
}
