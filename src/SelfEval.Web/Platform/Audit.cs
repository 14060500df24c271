using System.Diagnostics;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>Adds the audit row to the same unit of work as the change. Subjects are kind:id; details never hold personal data.</summary>
public sealed class Audit(AppDb db, CurrentAccount who, TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>The source of what participants did.</summary>
    public const string ParticipantSource = "participant";

    /// <param name="action">Noun.verb.</param>
    /// <param name="subject">Kind and id of the thing.</param>
    /// <param name="programmeId">The programme it belongs to.</param>
    /// <param name="teamId">The team it belongs to.</param>
    /// <param name="detail">What else a reader needs; no personal data.</param>
    /// <param name="by">Who acted, where that becomes known only by the act: somebody who signs in.</param>
    public void Add(string action, string subject, int? programmeId = null, int? teamId = null, string? detail = null, int? by = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            AccountId = by ?? who.Id,
            Action = action,
            Subject = subject,
            ProgrammeId = programmeId,
            TeamId = teamId,
            Detail = detail,
            Source = Source(),
        });

    /// <summary>
    /// What a participant did: the day only, and nothing that leads to a request in the log. They were promised that no time of
    /// day is kept, and with a time the row of an anonymous answer would tell when its person sat there.
    /// </summary>
    public void AddByParticipant(string action, string subject, int teamId) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime.Date,
            Action = action,
            Subject = subject,
            TeamId = teamId,
            Source = ParticipantSource,
        });

    private string Source()
    {
        if (http.HttpContext is not { } context) return "job";
        var surface = context.Request.Path.StartsWithSegments("/api") ? "api" : "page";
        return $"{surface} {Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier}";
    }
}
