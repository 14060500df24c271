using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Questionnaires over the API: what was published, each version whole.</summary>
public static class QuestionnairesApi
{
    public sealed record QuestionnaireLine(int Id, int TeamId, string Title, int Versions, bool Archived);

    /// <param name="Id">The version's own id, which rounds and POST /score name.</param>
    /// <param name="Number">1 for the first version.</param>
    /// <param name="PublishedAt">UTC.</param>
    /// <param name="ContentHash">SHA-256 of the whole document, lower-case hex.</param>
    /// <param name="Items">Item codes in asking order.</param>
    /// <param name="Scales">Scale keys, instrument.scale.</param>
    public sealed record VersionLine(
        int Id, int Number, DateTime PublishedAt, string ContentHash, IReadOnlyList<string> Items, IReadOnlyList<string> Scales);

    public sealed record QuestionnaireDetail(int Id, int TeamId, string Title, bool Archived, IReadOnlyList<VersionLine> Versions);

    public static void MapQuestionnairesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/teams/{id:int}/questionnaires", List).WithSummary("A team's questionnaires");
        api.MapGet("/questionnaires/{id:int}", Show).WithSummary("One questionnaire with its published versions, newest first");
    }

    private static async Task<List<QuestionnaireLine>> List(int id, AppDb db, Scope scope, CancellationToken cancellation)
    {
        await scope.Teams(Right.See).Where(t => t.Id == id).FirstOrNotFoundAsync(cancellation);
        return await db.Questionnaires.Where(q => q.TeamId == id).OrderBy(q => q.Id)
            .Select(q => new QuestionnaireLine(q.Id, q.TeamId, q.Title, db.QuestionnaireVersions.Count(v => v.QuestionnaireId == q.Id), q.ArchivedAt != null))
            .ToListAsync(cancellation);
    }

    private static async Task<QuestionnaireDetail> Show(int id, AppDb db, Scope scope, Documents documents, CancellationToken cancellation)
    {
        var questionnaire = await scope.Questionnaires(Right.See).Where(q => q.Id == id).FirstOrNotFoundAsync(cancellation);
        var versions = await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == id).OrderByDescending(v => v.Number)
            .Select(v => new { v.Id, v.Number, v.PublishedAt, v.ContentHash }).ToListAsync(cancellation);
        var lines = new List<VersionLine>(versions.Count);
        foreach (var v in versions)
        {
            var document = await documents.GetAsync(db, v.Id, cancellation);
            lines.Add(new(v.Id, v.Number, v.PublishedAt, v.ContentHash, [.. document.Items.Select(i => i.Code)],
                [.. document.Instruments.SelectMany(i => i.Scales.Select(s => $"{i.Id}.{s.Id}"))]));
        }

        return new(questionnaire.Id, questionnaire.TeamId, questionnaire.Title, questionnaire.ArchivedAt is not null, lines);
    }
}
