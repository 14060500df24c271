using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Records what a team tried. The audit says that it did, not what: words that people type stay in one place.</summary>
public sealed class RecordTestOfChange(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    public const int Most = 100;

    public Task<TestOfChange> RunAsync(int teamId, TestOfChangeWords words) => gate.RunAsync(db, async () =>
    {
        var team = await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
        if (await db.TestsOfChange.CountAsync(t => t.TeamId == teamId) >= Most) throw ProgrammesProblems.TooManyTestsOfChange(Most);
        var test = new TestOfChange
        {
            TeamId = teamId,
            Title = words.Title.Trim(),
            What = PlainText.Tidy(words.What),
            From = words.From,
            To = words.To,
            DecidedBy = words.DecidedBy.Trim(),
            StartsBaseline = words.StartsBaseline,
        };
        db.TestsOfChange.Add(test);
        await db.SaveChangesAsync();
        audit.Add("test_of_change.recorded", $"test_of_change:{test.Id}", team.ProgrammeId, teamId);
        await db.SaveChangesAsync();
        return test;
    });
}
