using System.Globalization;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Keeping;

public sealed class ChangeKeepTimes(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    public Task RunAsync(int programmeId, KeepTimes times)
    {
        var wanted = new Dictionary<string, int>
        {
            [nameof(times.ContactDays)] = times.ContactDays,
            [nameof(times.TokenDays)] = times.TokenDays,
            [nameof(times.AnswerMonths)] = times.AnswerMonths,
            [nameof(times.AuditMonths)] = times.AuditMonths,
        };
        var errors = wanted.Where(w => KeepTimes.Bounds[w.Key] is var (least, most) && (w.Value < least || w.Value > most))
            .ToDictionary(w => w.Key, w => new[] { $"Enter a whole number from {KeepTimes.Bounds[w.Key].Least} to {KeepTimes.Bounds[w.Key].Most}" });
        if (errors.Count > 0) throw new InvalidInput(errors);
        return gate.RunAsync(db, async () =>
        {
            var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
            programme.Keeps = times;
            audit.Add("programme.keeping_changed", $"programme:{programmeId}", programmeId, null, string.Create(CultureInfo.InvariantCulture,
                $"contacts {times.ContactDays} days, links {times.TokenDays} days, answers {times.AnswerMonths} months, audit {times.AuditMonths} months"));
            await db.SaveChangesAsync();
        });
    }
}
