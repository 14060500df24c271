using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Owner;

/// <summary>A session as its owner or an administrator reads it.</summary>
public sealed record SessionRow(int Id, string Device, string Way, string Since, string Seen, bool IsThis)
{
    /// <summary>Those of an account that still work, this browser's first.</summary>
    public static async Task<IReadOnlyList<SessionRow>> ReadAsync(AppDb db, int accountId, int? present, SelfEvalOptions options, DateTime now)
    {
        var rows = await db.AccountSessions.Where(s => s.AccountId == accountId).OrderByDescending(s => s.LastSeenAt).ToListAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Zone);
        return [.. rows.Where(s => !options.Sessions.IsOver(s.CreatedAt, s.LastSeenAt, s.IsWhole, now))
            .OrderByDescending(s => s.Id == present)
            .Select(s => new SessionRow(s.Id, s.Device, s.IsWhole ? SignInWays.Sentence(s.Way) : "Half signed in", At(s.CreatedAt, zone), At(s.LastSeenAt, zone), s.Id == present))];
    }

    private static string At(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("d MMMM 'at' HH:mm", CultureInfo.GetCultureInfo("en-GB"));
}
