using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>
/// What a participant's browser holds while answering: sealed, for this response only, gone when the browser closes.
/// The handle in the URL only tells sessions in one browser apart; it is stored nowhere.
/// </summary>
/// <param name="Handle">Names the cookie and stands in the URL.</param>
/// <param name="ResponseId">The response it opens.</param>
/// <param name="FormKey">Comes back with every form, so that no other site can post into the session.</param>
/// <param name="OneAtATime">One question a page.</param>
/// <param name="ResumeCode">The code to come back with, for those who came by an open link.</param>
public sealed record AnsweringSession(string Handle, Guid ResponseId, string FormKey, bool OneAtATime, string? ResumeCode)
{
    private const string Prefix = "__Host-a-";

    public static AnsweringSession Begin(Guid responseId, bool oneAtATime, string? resumeCode) =>
        new(Random(6), responseId, Random(12), oneAtATime, resumeCode);

    /// <summary>The session that a URL names, if this browser holds it.</summary>
    public static AnsweringSession? Read(HttpContext context, Sealing sealing, string handle)
    {
        if (handle.Length > 16) return null;
        var opened = Sealing.Open(sealing.Answering, context.Request.Cookies[Prefix + handle]);
        if (opened?.Split('|') is not [var named, var id, var key, var one, var code] || named != handle) return null;
        return Guid.TryParseExact(id, "N", out var responseId)
            ? new AnsweringSession(handle, responseId, key, one == "1", code.Length == 0 ? null : code)
            : null;
    }

    public void Write(HttpContext context, Sealing sealing) => context.Response.Cookies.Append(
        Prefix + Handle,
        sealing.Answering.Protect($"{Handle}|{ResponseId:N}|{FormKey}|{(OneAtATime ? "1" : "0")}|{ResumeCode}"),
        new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });

    public bool Owns(IFormCollection form) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["key"].ToString()), Encoding.UTF8.GetBytes(FormKey));

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
