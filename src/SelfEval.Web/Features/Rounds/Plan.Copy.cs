using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds;

/// <summary>One thing in which a round to be made differs from the one it was copied from.</summary>
public sealed record CopyDifference(string What, string Before, string After);

/// <summary>Planning a round that begins as a copy of another.</summary>
public sealed partial class PlanModel
{
    [FromQuery(Name = "copy")]
    public int? Copy { get; set; }

    /// <summary>With its questionnaire.</summary>
    public Round? Copied { get; private set; }

    /// <summary>On the second step: what is different from the copied round.</summary>
    public IReadOnlyList<CopyDifference> CopyDifferences
    {
        get
        {
            if (Plan is null || Copied is not { } copied) return [];
            var version = copied.QuestionnaireVersion!;
            return [.. new CopyDifference[]
            {
                new("Name", copied.Name, Plan.Name),
                new("Questionnaire", $"{version.Questionnaire!.Title} (version {version.Number})", $"{Questionnaire.Title} (version {Questionnaire.Number})"),
                new("Who is asked", RoundWords.Of(copied.Audience), RoundWords.Of(Plan.Audience)),
                new("Identity", RoundWords.Of(copied.IdentityMode), RoundWords.Of(Plan.IdentityMode)),
                new("Smallest group shown", $"{copied.K} people", $"{Plan.K} people"),
                new("Final results by group", Groups(Codes(copied)), Groups(Plan.Breakdowns)),
                new("Opens", LocalTime.Words(copied.OpensLocal), Plan.OpensLocal is { } opens ? LocalTime.Words(opens) : "As soon as you make the round"),
                new("Closes", LocalTime.Words(copied.ClosesLocal), LocalTime.Words(Plan.ClosesLocal)),
                new("Time zone", copied.Zone, Plan.Zone),
                new("Reminders", RoundWords.Of(Reminder.Read(copied.Reminders)), RoundWords.Of(Plan.Reminders)),
                new("Days off", RoundWords.DaysOff(copied.Holidays, copied.KeepsDaysOff), RoundWords.DaysOff(Plan.Holidays, Plan.KeepsDaysOff)),
            }.Where(d => d.Before != d.After)];
        }
    }

    /// <summary>How many message texts the copied round has that are not the shipped ones.</summary>
    public int CopiedTexts { get; private set; }

    private async Task LoadCopiedAsync()
    {
        if (Copy is not { } id) return;
        Copied = await scope.Rounds(Right.Lead).Include(r => r.QuestionnaireVersion!.Questionnaire).Where(r => r.Id == id && r.TeamId == TeamId).FirstOrNotFoundAsync();
        CopiedTexts = (await plan.TextsAsync(TeamId, id)).Count;
    }

    /// <summary>The same weekday, times and length, from the first week on that is still to come.</summary>
    private PlanInput CopyOf(Round round, PlanInput fresh)
    {
        var today = WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, round.Zone).Date;
        var weeks = Math.Max(1, (int)Math.Ceiling((today.AddDays(1) - round.OpensLocal.Date).TotalDays / 7));
        fresh.Name = $"{round.Name} (copy)";
        fresh.QuestionnaireVersionId = round.QuestionnaireVersionId;
        fresh.Audience = round.Audience;
        fresh.IdentityMode = round.IdentityMode;
        fresh.IdentifiedReason = round.IdentifiedReason;
        fresh.K = round.K.ToString(CultureInfo.InvariantCulture);
        fresh.Breakdowns = [.. Codes(round)];
        fresh.Zone = round.Zone;
        fresh.Opens = PlanInput.Later;
        fresh.OpensLocal = DateParts.From(DateOnly.FromDateTime(round.OpensLocal.AddDays(7 * weeks)));
        fresh.OpensTime = LocalTime.Time(round.OpensLocal);
        fresh.ClosesLocal = DateParts.From(DateOnly.FromDateTime(round.ClosesLocal.AddDays(7 * weeks)));
        fresh.ClosesTime = LocalTime.Time(round.ClosesLocal);
        (fresh.ReminderDays, fresh.ReminderTime) = TypedReminders.Write(round.Reminders);
        (fresh.Holidays, fresh.KeepsDaysOff) = (round.Holidays, round.KeepsDaysOff);
        return fresh;
    }

    private static IEnumerable<string> Codes(Round round) => round.Breakdowns.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]);

    private string Groups(IEnumerable<string> codes)
    {
        var texts = codes.Order(StringComparer.Ordinal).Select(code => Breakdowns.FirstOrDefault(b => b.Code == code)?.Text ?? code).ToList();
        return texts.Count == 0 ? "None" : string.Join(", ", texts);
    }
}
