using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Writes to whoever leads a team at that moment, inside the unit of work that gives the reason. Rounds belong to the role and never to a person:
/// when somebody leaves, the next lead gets the letters.
/// </summary>
public sealed class LeadNotices(Postbox postbox, IOptions<SelfEvalOptions> options)
{
    /// <param name="db">The context inside the write gate.</param>
    /// <param name="kind">What sort of notice.</param>
    /// <param name="key">What it is about, e.g. <c>results:41:1</c>; at most 80 characters. The same again goes to nobody twice.</param>
    /// <param name="teamId">Whose leads.</param>
    /// <param name="subject">One line.</param>
    /// <param name="sentences">What the letter says, between the greeting and the link.</param>
    /// <param name="path">The page that the link opens after signing in.</param>
    /// <param name="now">The moment.</param>
    public async Task WriteAsync(AppDb db, LetterKind kind, string key, int teamId, string subject, string sentences, string path, DateTime now)
    {
        var leads = await db.Memberships.Where(m => m.TeamId == teamId && m.Role == Role.TeamLead)
            .Join(db.Users.Where(a => a.DisabledAt == null), m => m.AccountId, a => a.Id, (_, a) => new { a.Id, a.Name, a.Email })
            .Distinct().ToListAsync();
        var settings = options.Value;
        foreach (var lead in leads)
        {
            var dedup = $"{key}:{lead.Id}";
            if (lead.Email is null || await db.Letters.AnyAsync(l => l.DedupKey == dedup)) continue;
            postbox.Write(db, kind, dedup, lead.Email, OneLine($"{settings.ServiceName}: {subject}"),
                $"""
                Hello {OneLine(lead.Name)},

                {sentences}

                Open this page (you need to sign in):
                {settings.PublicBaseUrl.TrimEnd('/')}{path}
                """, now, now.AddDays(3));
        }
    }

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
