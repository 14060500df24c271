using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

public sealed class CreateQuestionnaire(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    /// <returns>The new questionnaire's id.</returns>
    public Task<int> RunAsync(int teamId, string title) => gate.RunAsync(db, async () =>
    {
        var team = await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var questionnaire = new Questionnaire
        {
            TeamId = team.Id,
            Title = PlainText.Need("Title", title, DraftLimits.Title, "Enter a title"),
            Draft = Composition.Empty.ToJson(),
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Questionnaires.Add(questionnaire);
        await db.SaveChangesAsync();
        audit.Add("questionnaire.created", $"questionnaire:{questionnaire.Id}", team.ProgrammeId, team.Id);
        await db.SaveChangesAsync();
        return questionnaire.Id;
    });
}
