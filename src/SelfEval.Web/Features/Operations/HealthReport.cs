using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>What is wrong now, in sentences with the step that mends it, and a few facts for whoever is asked for help.</summary>
public sealed class HealthReport(
    AppDb db, Watchdog watchdog, SendingState sending, MailBreaker breaker, ServiceFacts service, SetUpGaps gaps, InstrumentShelf shelf, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    /// <summary>It is looked for once a day in each programme, and noted at least every hour.</summary>
    private static readonly TimeSpan KeptTooLongAgo = TimeSpan.FromHours(26);

    public sealed record Trouble(string Sentence, string Mend, bool CanTryMailAgain = false, string? Href = null);

    public sealed record Content(IReadOnlyList<Trouble> Troubles, IReadOnlyList<(string Name, string Value)> Facts);

    public async Task<Content> ReadAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var installation = await db.Installations.Select(i => new { i.LastTickAt, i.KeptAt, i.CreatedAt }).SingleOrDefaultAsync(cancellationToken);
        var lastTick = installation?.LastTickAt;
        var waiting = await db.Letters.CountAsync(l => (l.State == LetterState.Waiting || l.State == LetterState.Sending) && l.NotBefore <= now && l.Route != SendRoute.Post, cancellationToken);
        var overdue = now.AddMinutes(-15);
        var late = await db.Letters.CountAsync(l => (l.State == LetterState.Waiting || l.State == LetterState.Sending) && l.NotBefore <= overdue
            && l.Route != SendRoute.Post && (l.LeaseUntil == null || l.LeaseUntil <= overdue || l.Outcome != null), cancellationToken);
        var failed = await db.Letters.CountAsync(l => l.State == LetterState.Failed, cancellationToken);
        var reason = await db.Letters.Where(l => l.Outcome != null && (l.State == LetterState.Failed || l.State == LetterState.Waiting))
            .OrderByDescending(l => l.Id).Select(l => l.Outcome).FirstOrDefaultAsync(cancellationToken);

        // What the service stands on comes first: a full disk is why the rest is wrong.
        var (troubles, facts) = await service.ReadAsync(cancellationToken);
        troubles.AddRange((await gaps.ReadAsync(cancellationToken)).Select(g => new Trouble(g.Sentence, g.Mend)));
        if (watchdog.IsOverdue(lastTick, now))
            troubles.Add(new(lastTick is null ? "The recurring work has never run." : $"The recurring work last ran {Ago(now - lastTick.Value)}.",
                "Look at /hangfire for failed jobs. If nothing runs there, restart the service; nothing is lost."));
        if (installation is not null && now - (installation.KeptAt ?? installation.CreatedAt) > KeptTooLongAgo)
            troubles.Add(new(installation.KeptAt is null ? "What is kept too long has never been looked for." : $"What is kept too long was last looked for {Ago(now - installation.KeptAt.Value)}.",
                "Names, links and answers stay for longer than was promised. Look at the log for \"KeepDue\"; it is tried again every minute."));
        if (await sending.ReadAsync(cancellationToken) is { } pause)
            troubles.Add(new($"Sending is paused: {pause.Why}.", "Nothing goes until an administrator has looked at what would be sent and resumes it.", Href: "/operations/messages"));
        foreach (var (route, trouble) in breaker.Troubles())
        {
            troubles.Add(new($"{(route == SendRoute.Sms ? "Text messages" : "Email")} cannot be sent. {trouble.Why}",
                $"It is tried again at {LocalTime.Words(trouble.Until, options.Value.Zone)}; nothing is lost.", Href: "/operations/messages"));
        }

        if (late > 0)
            troubles.Add(new($"{Letters(late)} waited for more than 15 minutes.{Because(reason)}",
                "Check SelfEval:Mail (host, port, user, TLS). They go by themselves when the mail server answers."));
        if (failed > 0)
            troubles.Add(new($"{Letters(failed)} could not be sent.{Because(reason)}",
                "Mend the cause, then press \"Try again\".", CanTryMailAgain: true));
        troubles.AddRange(shelf.Problems.Take(20).Select(p => new Trouble($"The instrument file {p.File} is not used: {p.Path}: {p.Message}",
            $"Correct the file and restart, or run: selfeval instruments check {p.File}")));

        return new(troubles,
        [
            ("Last recurring work", lastTick is null ? "not yet" : Ago(now - lastTick.Value)),
            ("What is over its time was removed", installation?.KeptAt is { } kept ? Ago(now - kept) : "not yet"),
            ("Letters waiting", $"{waiting}"),
            ("Letters sent in the last 24 hours", $"{await db.Letters.CountAsync(l => l.SentAt > now.AddDays(-1), cancellationToken)}"),
            ("Instruments", $"{shelf.All.Count}"),
            .. facts,
            ("Mail", options.Value.Mail.IsSmtp ? "SMTP" : options.Value.Mail.IsNotify ? "GOV.UK Notify" : "files under the data folder"),
            ("Public address", options.Value.PublicBaseUrl),
        ]);
    }

    private static string Letters(int count) => count == 1 ? "1 letter" : $"{count} letters";

    private static string Because(string? reason) => reason is null ? "" : $" Last reason: {reason}";

    internal static string Ago(TimeSpan span) => span.TotalMinutes switch
    {
        < 1 => "less than a minute ago",
        < 2 => "1 minute ago",
        < 120 => $"{(int)span.TotalMinutes} minutes ago",
        < 2880 => $"{(int)span.TotalHours} hours ago",
        _ => $"{(int)span.TotalDays} days ago",
    };
}
