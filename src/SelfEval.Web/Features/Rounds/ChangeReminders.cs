using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Gives a round other reminders, or other days on which nothing is sent. Only what is still to come changes.</summary>
public sealed class ChangeReminders(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int version, IReadOnlyList<Reminder> reminders, string? holidays, bool keepsDaysOff) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.StateAt(now) == RoundState.Cancelled) throw RoundsProblems.AlreadyCancelled();
        if (round.StateAt(now) == RoundState.Closed) throw RoundsProblems.AlreadyClosed();
        if (round.Version != version) throw RoundsProblems.ChangedMeanwhile();
        // Where people enter on days of their own, each has their own close; what would come after it does not go.
        var opens = round.DaysAfterStart is null ? round.OpensLocal : (DateTime?)null;
        if (TypedReminders.Problem(reminders, round.IdentityMode, opens, round.ClosesLocal) is { } problem) throw new InvalidInput(problem.Field, problem.Message);
        if (holidays is not null && !BankHolidays.IsKnown(holidays)) throw new InvalidInput("Holidays", "Select one of the lists of bank holidays");
        round.ChangeReminders(Reminder.Write(reminders), holidays, keepsDaysOff);
        await db.RescheduleAsync(round, now);
        audit.Add("round.reminders_changed", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, round.Reminders.Replace('\n', ';'));
        await db.SaveChangesAsync();
    });
}
