using System.Diagnostics;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>Adds the audit row to the same unit of work as the change. Subjects are kind:id; details never hold personal data.</summary>
public sealed class Audit(AppDb db, CurrentAccount who, TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>The source of what participants did.</summary>
    public const string ParticipantSource = "participant";

    /// <summary>The source of what was done by a command on the server.</summary>
    public const string ConsoleSource = "console";

    /// <param name="action">Noun.verb.</param>
    /// <param name="subject">Kind and id of the thing.</param>
    /// <param name="programmeId">The programme it belongs to.</param>
    /// <param name="teamId">The team it belongs to.</param>
    /// <param name="detail">What else a reader needs; no personal data.</param>
    /// <param name="by">Who acted, where that becomes known only by the act: somebody who signs in.</param>
    public void Add(string action, string subject, int? programmeId = null, int? teamId = null, string? detail = null, int? by = null) =>
        Add(new AuditEntry
        {
            At = Milliseconds(clock.GetUtcNow().UtcDateTime),
            AccountId = by ?? who.Id,
            Action = action,
            Subject = subject,
            ProgrammeId = programmeId,
            TeamId = teamId,
            Detail = detail,
            Source = Source(),
        });

    /// <summary>
    /// What a participant did is counted by the day, and nothing leads to a request in the log. They were promised that no time of day is kept, and a
    /// row of its own would lie among others in an order that tells when its person sat there.
    /// </summary>
    public void CountByParticipant(string action, string subject, int teamId) =>
        InGate().Count(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), action, subject, teamId);

    /// <summary>An entry that was made elsewhere: a day's sum, a checkpoint.</summary>
    public void Add(AuditEntry entry) => InGate().Add(entry);

    /// <summary>Outside the gate: that somebody looked at what is about single people.</summary>
    public Task SeenAsync(WriteGate gate, string action, string subject, int? programmeId, int? teamId, string? detail = null) => gate.RunAsync(db, () =>
    {
        Add(action, subject, programmeId, teamId, detail);
        return Task.CompletedTask;
    });

    /// <summary>Both databases keep a time as finely as this.</summary>
    public static DateTime Milliseconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private AuditChain InGate() => db.IsInGate ? db.Acts : throw new InvalidOperationException("The audit is written inside the write gate, with what it tells of.");

    private string Source()
    {
        if (http.HttpContext is not { } context) return "job";
        var surface = context.Request.Path.StartsWithSegments("/api") ? "api" : "page";
        return $"{surface} {Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier}";
    }
}
