using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What a team can change before it publishes.</summary>
public sealed record Draft(string Title, Composition Composition);

/// <summary>Makes one change to a draft, unless somebody else has changed it since the page was shown.</summary>
public sealed class ReviseQuestionnaire(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    /// <param name="id">The questionnaire.</param>
    /// <param name="version">The Questionnaire.Version that the person was looking at.</param>
    /// <param name="what">What is done, for the audit row, for example "question added".</param>
    /// <param name="revise">The change; may be run again.</param>
    public Task RunAsync(int id, int version, string what, Func<Draft, Draft> revise) => gate.RunAsync(db, async () =>
    {
        var questionnaire = await scope.Questionnaires(Right.Lead).Where(q => q.Id == id).Include(q => q.Team).FirstOrNotFoundAsync();
        if (questionnaire.Version != version) throw QuestionnairesProblems.Changed();
        var draft = revise(new Draft(questionnaire.Title, Composition.Read(questionnaire.Draft)));
        questionnaire.Title = draft.Title;
        questionnaire.Draft = draft.Composition.ToJson();
        questionnaire.ChangedAt = clock.GetUtcNow().UtcDateTime;
        questionnaire.Version++;
        audit.Add("questionnaire.revised", $"questionnaire:{id}", questionnaire.Team!.ProgrammeId, questionnaire.TeamId, what);
        await db.SaveChangesAsync();
    });

    public Task RunAsync(int id, int version, string what, Func<Composition, Composition> revise) =>
        RunAsync(id, version, what, (Draft draft) => draft with { Composition = revise(draft.Composition) });
}
