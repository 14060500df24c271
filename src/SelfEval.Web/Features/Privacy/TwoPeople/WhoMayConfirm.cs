using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>
/// Whether whoever looks may confirm what somebody asked for. Two accounts are not two people: whoever confirms was not brought in by whoever asked, of an erasure nor the other way about, and has been an administrator for a
/// week, of which all the others were told. An installation that is younger than a week has nobody who could have been, and says so.
/// </summary>
public sealed class WhoMayConfirm(AppDb db, CurrentAccount who, TimeProvider clock)
{
    public static readonly TimeSpan Settled = TimeSpan.FromDays(7);

    /// <summary>So that the week is not asked for.</summary>
    public async Task<bool> IsYoungAsync()
    {
        var since = clock.GetUtcNow().UtcDateTime - Settled;
        return await db.Installations.AnyAsync(i => i.CreatedAt > since);
    }

    /// <summary>Null where they may.</summary>
    public async Task<Problem?> WhyNotAsync(TwoPersonRequest request)
    {
        var me = who.RequiredId;
        if (request.AskedByAccountId == me) return PrivacyProblems.SamePerson();
        var settled = clock.GetUtcNow().UtcDateTime - Settled;
        if (await BroughtInAsync(request.AskedByAccountId, me)) return PrivacyProblems.BroughtIn();
        // Administrators invite the leads: somebody may be in danger, and the only administrator must not be barred for ever by having invited the lead who asks.
        if (await BroughtInAsync(me, request.AskedByAccountId) && (request.Kind == TwoPersonKind.EraseProgramme
            || (await db.Users.AnyAsync(a => a.Id == request.AskedByAccountId && a.CreatedAt > settled) && !await IsYoungAsync()))) return PrivacyProblems.BroughtIn();
        return await SinceAsync(me) > settled && !await IsYoungAsync() ? PrivacyProblems.TooNew() : null;
    }

    private async Task<bool> BroughtInAsync(int by, int account)
    {
        var (subject, detail) = ($"account:{account}", $"account:{by}");
        if (await db.AuditEntries.AnyAsync(e => e.Subject == subject && e.Action == "account.invited_by" && e.Detail == detail)) return true;
        // Who joined before that was written down.
        var email = await db.Users.Where(a => a.Id == account).Select(a => a.Email).SingleOrDefaultAsync();
        var accepted = await db.AccountInvites.Where(i => i.InvitedById == by && i.UsedAt != null).Select(i => i.Email).ToListAsync();
        return email is not null && accepted.Contains(email, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Since when somebody has been an administrator without a break that the audit knows of.</summary>
    private async Task<DateTime> SinceAsync(int account)
    {
        var subject = $"account:{account}";
        var given = await db.AuditEntries.Where(e => e.Subject == subject && (e.Action == "account.switched_on" || (e.Detail == "administrator" && (e.Action == "account.joined" || e.Action == "account.set_up"))))
            .Select(e => (DateTime?)e.At).MaxAsync();
        return given ?? await db.Users.Where(a => a.Id == account).Select(a => a.CreatedAt).SingleAsync();
    }
}
