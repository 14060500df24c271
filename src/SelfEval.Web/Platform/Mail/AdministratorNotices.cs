using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Writes to everybody who is an administrator at that moment, inside the unit of work that gives the reason: what one of them does alone, the others know of.</summary>
public sealed class AdministratorNotices(Postbox postbox, IOptions<SelfEvalOptions> options)
{
    /// <param name="db">The context inside the write gate.</param>
    /// <param name="key">What it is about; at most 80 characters. The same again goes to nobody twice.</param>
    /// <param name="subject">One line.</param>
    /// <param name="sentences">What the letter says, between the greeting and the link.</param>
    /// <param name="path">The page that the link opens after signing in.</param>
    /// <param name="now">The moment.</param>
    /// <param name="except">Who is told in another way.</param>
    public async Task WriteAsync(AppDb db, string key, string subject, string sentences, string path, DateTime now, int? except = null)
    {
        var settings = options.Value;
        foreach (var one in await db.Users.Where(a => a.IsAdministrator && a.DisabledAt == null && a.Id != except).Select(a => new { a.Id, a.Name, a.Email }).ToListAsync())
        {
            var dedup = $"{key}:{one.Id}";
            if (one.Email is null || await db.Letters.AnyAsync(l => l.DedupKey == dedup)) continue;
            postbox.Write(db, LetterKind.Notice, dedup, one.Email, OneLine($"{settings.ServiceName}: {subject}"),
                $"""
                Hello {OneLine(one.Name)},

                {sentences}

                Open this page (you need to sign in):
                {settings.BaseUrl.TrimEnd('/')}{path}
                """, now, now.AddDays(3));
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
