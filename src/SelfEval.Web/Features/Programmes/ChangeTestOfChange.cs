using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Changes what was recorded of a test of change, or deletes it, unless somebody else was quicker.</summary>
public sealed class ChangeTestOfChange(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    public Task RunAsync(int teamId, int id, int version, TestOfChangeWords words) => gate.RunAsync(db, async () =>
    {
        var test = await FindAsync(teamId, id, version);
        (test.Title, test.What, test.From, test.To, test.DecidedBy, test.StartsBaseline) =
            (words.Title.Trim(), PlainText.Tidy(words.What), words.From, words.To, words.DecidedBy.Trim(), words.StartsBaseline);
        test.Version++;
        audit.Add("test_of_change.changed", $"test_of_change:{id}", test.Team!.ProgrammeId, teamId);
        await db.SaveChangesAsync();
    });

    public Task DeleteAsync(int teamId, int id, int version) => gate.RunAsync(db, async () =>
    {
        var test = await FindAsync(teamId, id, version);
        db.TestsOfChange.Remove(test);
        audit.Add("test_of_change.deleted", $"test_of_change:{id}", test.Team!.ProgrammeId, teamId);
        await db.SaveChangesAsync();
    });

    private async Task<TestOfChange> FindAsync(int teamId, int id, int version)
    {
        var teams = scope.Teams(Right.Lead);
        var test = await db.TestsOfChange.Include(t => t.Team).Where(t => t.Id == id && t.TeamId == teamId && teams.Any(team => team.Id == t.TeamId)).FirstOrNotFoundAsync();
        return test.Version == version ? test : throw ProgrammesProblems.TestOfChangeChanged();
    }
}
