using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What somebody wants to be different in the rounds of a plan from one on. What is null stays as it is.</summary>
public sealed record PlanRevision
{
    public required int FromNumber { get; init; }

    public int? QuestionnaireVersionId { get; init; }

    public int? MoveByDays { get; init; }

    public int? OpenDays { get; init; }

    /// <summary>Of a plan that counts from each person's own day: the first on which anybody starts, and the last on which anybody can answer.</summary>
    public DateOnly? FirstStart { get; init; }

    public DateOnly? LastDay { get; init; }

    public bool CorrectsStart => FirstStart is not null || LastDay is not null;

    public IReadOnlyList<Reminder>? Reminders { get; init; }

    public required string Reason { get; init; }
}

/// <summary>One round before and after a change, with a sentence for each of its messages that goes at another time, or not at all, or anew.</summary>
public sealed record RevisedRound(string Name, int Number, DateTime OpensLocal, DateTime ClosesLocal, PlannedTimes After, IReadOnlyList<string> Messages);

/// <summary>What a change would do.</summary>
/// <param name="Rounds">Those that change; rounds that have opened are never among them.</param>
/// <param name="Summary">In a sentence, as it is kept.</param>
/// <param name="NotComparable">Results that will not be compared.</param>
/// <param name="Rule">What the plan says afterwards, where its own days are corrected.</param>
public sealed record CheckedRevision(IReadOnlyList<RevisedRound> Rounds, string Summary, IReadOnlyList<string> NotComparable, PlanRule? Rule = null);

/// <summary>
/// Changes the rounds of a plan that have not opened, from one on: another questionnaire, other days, another length, other reminders. Who, when, what and why are
/// kept with the plan; rounds that have opened stay as they were.
/// </summary>
public sealed class ChangePlan(AppDb db, WriteGate gate, Scope scope, Audit audit, CurrentAccount who, Documents documents, TimeProvider clock)
{
    public const int LongestReason = 1000;
    private const int LongestSummary = 2000;

    public async Task<CheckedRevision> CheckAsync(int planId, PlanRevision revision)
    {
        var plan = await db.PlanAsync(scope, Right.Lead, planId);
        return await CheckAsync(plan, await LaterAsync(plan, revision.FromNumber), revision);
    }

    public Task RunAsync(int planId, int version, PlanRevision revision) => gate.RunAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var plan = await db.PlanAsync(scope, Right.Lead, planId);
        if (plan.Version != version) throw PlansProblems.ChangedMeanwhile();
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var rounds = await LaterAsync(plan, revision.FromNumber);
        var done = await CheckAsync(plan, rounds, revision);
        foreach (var (round, revised) in rounds.Zip(done.Rounds))
        {
            if (revision.QuestionnaireVersionId is { } questionnaire) round.QuestionnaireVersionId = questionnaire;
            if (revision.Reminders is { } reminders) round.Reminders = Reminder.Write(reminders);
            round.Name = PlanCalendar.Renamed(round.Name, round.OpensLocal, revised.After.OpensLocal);
            round.MoveTo(revised.After.OpensLocal, revised.After.ClosesLocal);
            await db.RescheduleAsync(round, now);
        }

        if (done.Rule is { } right)
        {
            plan.Rule = right.Write();
            // Who could not be asked by the wrong days is looked at again.
            plan.PeopleChangedAt = now;
        }

        plan.Version++;
        db.PlanChanges.Add(new PlanChange { PlanId = planId, At = now, AccountId = who.RequiredId, Reason = revision.Reason.Trim(), Summary = done.Summary });
        audit.Add("plan.changed", $"plan:{planId}", plan.Team!.ProgrammeId, plan.TeamId, done.Summary.Length <= 200 ? done.Summary : done.Summary[..200]);
        await db.SaveChangesAsync();
    });

    private async Task<List<Round>> LaterAsync(Plan plan, int fromNumber)
    {
        if (plan.EndedAt is not null) throw PlansProblems.Ended();
        var now = clock.GetUtcNow().UtcDateTime;
        var planned = (await db.Rounds.Where(r => r.PlanId == plan.Id).OrderBy(r => r.PlanNumber).ToListAsync()).FindAll(r => r.StateAt(now) == RoundState.Planned);
        if (planned.Count == 0) throw PlansProblems.NothingLeft();
        var later = planned.FindAll(r => r.PlanNumber >= fromNumber);
        return later.Count > 0 ? later : throw new InvalidInput(nameof(PlanRevision.FromNumber), "Select a round that has not opened");
    }

    private async Task<CheckedRevision> CheckAsync(Plan plan, List<Round> rounds, PlanRevision revision)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var errors = new Dictionary<string, string[]>();
        void Refuse(string field, string message) => errors.TryAdd(field, [message]);

        if (string.IsNullOrWhiteSpace(revision.Reason)) Refuse(nameof(revision.Reason), "Enter why you change the plan");
        else if (revision.Reason.Length > LongestReason) Refuse(nameof(revision.Reason), $"The reason must be {LongestReason} characters or fewer");
        else if (!PlainText.IsStorable(revision.Reason)) Refuse(nameof(revision.Reason), PlainText.Unstorable);
        var (first, last) = (rounds[0], rounds[^1]);
        if (plan.Kind == PlanKind.FromStart && (revision.MoveByDays is not null || revision.OpenDays is not null))
            Refuse(revision.MoveByDays is not null ? nameof(revision.MoveByDays) : nameof(revision.OpenDays),
                "Days that count from each person’s own stay as they are. End this plan and make another one");
        var openDays = revision.OpenDays ?? first.DaysToAnswer ?? (first.ClosesLocal.Date - first.OpensLocal.Date).Days;
        if (revision.OpenDays is < 1 or > RoundRules.LongestDays) Refuse(nameof(revision.OpenDays), $"The number of days must be a whole number from 1 to {RoundRules.LongestDays}");
        // A person's own link is open until the time of day at which it opened.
        var closes = first.OpensLocal.Date.AddDays(openDays) + (first.DaysToAnswer is null ? first.ClosesLocal : first.OpensLocal).TimeOfDay;
        if (TypedReminders.Problem(revision.Reminders ?? Reminder.Read(first.Reminders), first.IdentityMode, first.OpensLocal, closes) is { } problem)
            Refuse(revision.Reminders is null ? nameof(revision.OpenDays) : problem.Field, problem.Message);

        var corrected = revision.CorrectsStart ? CorrectedStart.Of(plan, await db.Rounds.CountAsync(r => r.PlanId == plan.Id && r.CancelledAt == null), rounds.Count, revision, now) : default;
        var revised = rounds.ConvertAll(r => Revised(r, revision, corrected.Rounds?.SingleOrDefault(c => c.Number == r.PlanNumber), now));
        if (revised.Any(r => r.After.OpensAt <= now)) Refuse(revision.CorrectsStart ? nameof(revision.FirstStart) : nameof(revision.MoveByDays), "A round that has not opened must open in the future");
        if (errors.Count > 0) throw new InvalidInput(errors);

        var (said, lost) = await SayAsync(plan, rounds, revision, first);
        if (said.Count == 0) throw new InvalidInput(nameof(revision.QuestionnaireVersionId), "Nothing would change. Select another questionnaire, or other days or reminders");
        var which = first == last ? first.Name : $"From “{first.Name}” on ({RoundWords.Times(rounds.Count, "round", "rounds")})";
        var summary = $"{which}: {string.Join("; ", said)}.";
        return new(revised, summary.Length <= LongestSummary ? summary : summary[..LongestSummary], lost, corrected.Rule);
    }

    private static RevisedRound Revised(Round round, PlanRevision revision, PlannedRound? corrected, DateTime now)
    {
        var opens = corrected?.OpensLocal ?? round.OpensLocal.AddDays(revision.MoveByDays ?? 0);
        var closes = corrected is not null ? corrected.ClosesLocal
            : revision.OpenDays is { } days
            ? opens.Date.AddDays(days) + round.ClosesLocal.TimeOfDay
            : round.ClosesLocal.AddDays(revision.MoveByDays ?? 0);
        var after = PlannedTimes.Resolve(opens, closes, round.Zone, now);
        return new(round.Name, round.PlanNumber!.Value, round.OpensLocal, round.ClosesLocal, after, Messages(round, after, revision.Reminders ?? Reminder.Read(round.Reminders)));
    }

    private static List<string> Messages(Round round, PlannedTimes after, IReadOnlyList<Reminder> reminders)
    {
        // Where each person has days of their own, the reminders alone can change, and are said once for all rounds.
        if (round.IdentityMode == IdentityMode.Anonymous || round.DaysAfterStart is not null) return [];
        var daysOff = BankHolidays.DaysOff(round);
        var was = RoundSends.Of(round, round.OpensAt, round.ClosesAt, daysOff).ToDictionary(s => s.Number);
        var will = RoundSends.Of(round.Zone, reminders, after.OpensAt, after.ClosesAt, daysOff).ToDictionary(s => s.Number);
        var said = new List<string>();
        foreach (var number in was.Keys.Union(will.Keys).Order())
        {
            var (old, send) = (was.GetValueOrDefault(number), will.GetValueOrDefault(number));
            var why = send?.MovedFrom is null ? "" : $" ({SendWords.Why(send, round)})";
            if (old is null) said.Add($"{SendWords.Of(number)}: goes on {PlanWords.Moment(send!.At, round.Zone)}{why}; not before");
            else if (send is null) said.Add($"{SendWords.Of(number)}: does not go; it was for {PlanWords.Moment(old.At, round.Zone)}");
            else if (old.At != send.At) said.Add($"{SendWords.Of(number)}: {PlanWords.Moment(old.At, round.Zone)} → {PlanWords.Moment(send.At, round.Zone)}{why}");
        }

        return said;
    }

    private async Task<(List<string> Said, IReadOnlyList<string> Lost)> SayAsync(Plan plan, List<Round> rounds, PlanRevision revision, Round first)
    {
        var said = new List<string>();
        IReadOnlyList<string> lost = [];
        if (revision.QuestionnaireVersionId is { } id && rounds.Exists(r => r.QuestionnaireVersionId != id))
        {
            lost = await CheckQuestionnaireAsync(plan, first, id);
            said.Add($"asks {await NameAsync(id)} instead of {await NameAsync(first.QuestionnaireVersionId)}");
        }

        if (revision.MoveByDays is { } move and not 0)
            said.Add($"opens {RoundWords.Times(Math.Abs(move), "day", "days")} {(move > 0 ? "later" : "earlier")}");
        if (revision.CorrectsStart) said.AddRange(CorrectedStart.Words(PlanRule.Read(plan.Rule).FromStart!, revision));
        if (revision.OpenDays is { } open) said.Add($"is open for {RoundWords.Times(open, "day", "days")}");
        if (revision.Reminders is { } reminders && rounds.Exists(r => r.Reminders != Reminder.Write(reminders)))
            said.Add($"reminders: {RoundWords.Of(reminders)} (before: {RoundWords.Of(Reminder.Read(first.Reminders))})");
        return (said, lost);
    }

    private async Task<IReadOnlyList<string>> CheckQuestionnaireAsync(Plan plan, Round round, int versionId)
    {
        const string Field = nameof(PlanRevision.QuestionnaireVersionId);
        if (!await db.QuestionnaireVersions.AnyAsync(v => v.Id == versionId && v.Questionnaire!.TeamId == plan.TeamId))
            throw new InvalidInput(Field, "Select one of your team’s published questionnaires");
        var after = await documents.GetAsync(db, versionId);
        var asked = BackgroundQuestion.Of(after).Select(b => b.Code).ToHashSet();
        var declared = round.Breakdowns.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(b => !b.StartsWith(RoundPlan.BySite + ":", StringComparison.Ordinal));
        var before = await documents.GetAsync(db, round.QuestionnaireVersionId);
        if (declared.FirstOrDefault(b => !asked.Contains(b)) is { } missing)
            throw new InvalidInput(Field, $"The rounds show results by “{before.FindItem(missing)?.Text}”, which this questionnaire does not ask. Select one that does");
        return Comparability.Lost(before, after);
    }

    private async Task<string> NameAsync(int versionId)
    {
        var version = await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => new { v.Questionnaire!.Title, v.Number }).SingleAsync();
        return $"“{version.Title}” version {version.Number}";
    }
}
