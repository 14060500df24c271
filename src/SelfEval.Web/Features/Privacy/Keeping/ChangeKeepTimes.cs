using System.Globalization;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Privacy.Keeping;

public sealed class ChangeKeepTimes(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, AdministratorNotices administrators, Audit audit, TimeProvider clock)
{
    /// <param name="programmeId">Whose.</param>
    /// <param name="times">What is to be.</param>
    /// <param name="agreed">What whoever saves it was told would go at once (<see cref="WhatEnds"/>); null before they were.</param>
    public Task RunAsync(int programmeId, KeepTimes times, string? agreed = null)
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
            var (held, now) = (programme.Keeps, clock.GetUtcNow().UtcDateTime);
            var isShorter = times.ContactDays < held.ContactDays || times.AnswerMonths < held.AnswerMonths;
            if (isShorter && await WhatEnds.WordsAsync(db, programmeId, times, now) is { } ends && agreed != ends)
                throw new InvalidInput("ContactDays", $"This removes within a day: {ends}. Nothing is saved yet. Press Save again if they are to go for ever");
            programme.Keeps = times;
            if (isShorter)
                await administrators.WriteAsync(db, $"keeping:{Secrets.NewPseudonym()}", "data is kept for a shorter time", $"{who.Name} has shortened how long data of the programme {programme.Name} is kept: names and addresses {times.ContactDays} days, answers {times.AnswerMonths} months.{(agreed is null ? "" : $" It removes within a day: {agreed}.")}", $"/programmes/{programmeId}/keeping", now);
            audit.Add("programme.keeping_changed", $"programme:{programmeId}", programmeId, null, string.Create(CultureInfo.InvariantCulture,
                $"contacts {times.ContactDays} days, links {times.TokenDays} days, answers {times.AnswerMonths} months, audit {times.AuditMonths} months"));
            await db.SaveChangesAsync();
        });
    }
}
