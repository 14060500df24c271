using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Freezes the draft as the next version. The document holds all that is needed to ask and score it, for ever.</summary>
public sealed class PublishQuestionnaire(
    AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock, CurrentAccount who, InstrumentShelf shelf)
{
    /// <param name="id">The questionnaire.</param>
    /// <param name="version">The Questionnaire.Version that the person was looking at.</param>
    public Task<QuestionnaireVersion> RunAsync(int id, int version) => gate.RunAsync(db, async () =>
    {
        var questionnaire = await scope.Questionnaires(Right.Lead).Where(q => q.Id == id).Include(q => q.Team).FirstOrNotFoundAsync();
        if (questionnaire.Version != version) throw QuestionnairesProblems.Changed();
        var composed = Composer.Compose(questionnaire.Title, Composition.Read(questionnaire.Draft), shelf);
        if (composed.Document is not { } document) throw QuestionnairesProblems.NotReady(composed.Problems);
        var latest = await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == id)
            .OrderByDescending(v => v.Number).Select(v => new { v.Number, v.ContentHash }).FirstOrDefaultAsync();
        if (latest?.ContentHash == document.ContentHash) throw QuestionnairesProblems.NothingChanged(latest.Number);

        var now = clock.GetUtcNow().UtcDateTime;
        var published = new QuestionnaireVersion
        {
            QuestionnaireId = id,
            Number = (latest?.Number ?? 0) + 1,
            Document = document.ToJson(),
            ContentHash = document.ContentHash,
            PublishedAt = now,
            PublishedById = who.RequiredId,
        };
        db.QuestionnaireVersions.Add(published);
        foreach (var instrument in document.Instruments.Where(i => i.Id != Instrument.Own)) await UseAsync(instrument, now);
        questionnaire.Version++;
        audit.Add("questionnaire.published", $"questionnaire:{id}", questionnaire.Team!.ProgrammeId, questionnaire.TeamId,
            $"version {published.Number}, {document.ContentHash}");
        await db.SaveChangesAsync();
        return published;
    });

    private async Task UseAsync(Instrument instrument, DateTime now)
    {
        var used = await db.UsedInstruments.FirstOrDefaultAsync(u => u.InstrumentId == instrument.Id && u.InstrumentVersion == instrument.Version);
        if (used is null)
        {
            db.UsedInstruments.Add(new UsedInstrument
            {
                InstrumentId = instrument.Id,
                InstrumentVersion = instrument.Version,
                ContentHash = instrument.ContentHash,
                FirstUsedAt = now,
            });
        }
        else if (used.ContentHash != instrument.ContentHash)
        {
            throw QuestionnairesProblems.InstrumentChanged(instrument.Id, instrument.Version);
        }
    }
}
