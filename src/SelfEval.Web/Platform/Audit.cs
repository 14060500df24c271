using System.Diagnostics;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>Adds the audit row to the same unit of work as the change. Subjects are kind:id; details never hold personal data.</summary>
public sealed class Audit(AppDb db, CurrentAccount who, TimeProvider clock, IHttpContextAccessor http)
{
    public void Add(string action, string subject, int? programmeId = null, int? teamId = null, string? detail = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            AccountId = who.Id,
            Action = action,
            Subject = subject,
            ProgrammeId = programmeId,
            TeamId = teamId,
            Detail = detail,
            Source = Source(),
        });

    private string Source()
    {
        if (http.HttpContext is not { } context) return "job";
        var surface = context.Request.Path.StartsWithSegments("/api") ? "api" : "page";
        return $"{surface} {Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier}";
    }
}
