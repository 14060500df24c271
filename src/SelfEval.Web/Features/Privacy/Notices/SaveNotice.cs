using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Notices;

/// <summary>Makes the next version of a programme's privacy notice. Versions are never changed: answers name the one that was shown.</summary>
public sealed class SaveNotice(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit, TimeProvider clock)
{
    public const int LongestText = 10_000;
    public const int LongestComplaints = 2_000;

    public Task RunAsync(int programmeId, string? text, string? complaints)
    {
        var wanted = PlainText.Need("Text", text, LongestText, "Write the privacy notice");
        var route = PlainText.Need("Complaints", complaints, LongestComplaints, "Say to whom people can complain, and how");
        return gate.RunAsync(db, async () =>
        {
            await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
            var last = await db.PrivacyNotices.Where(n => n.ProgrammeId == programmeId).OrderByDescending(n => n.Number).FirstOrDefaultAsync();
            if (last is not null && last.Text == wanted && last.Complaints == route) return;
            var number = (last?.Number ?? 0) + 1;
            db.PrivacyNotices.Add(new PrivacyNotice { ProgrammeId = programmeId, Number = number, Text = wanted, Complaints = route, MadeAt = clock.GetUtcNow().UtcDateTime, AccountId = who.RequiredId });
            audit.Add("programme.notice_changed", $"programme:{programmeId}", programmeId, null, string.Create(CultureInfo.InvariantCulture, $"version {number}"));
            await db.SaveChangesAsync();
        });
    }
}
