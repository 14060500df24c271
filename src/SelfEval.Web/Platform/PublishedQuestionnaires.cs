using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>A published version, as a team picks it for a round.</summary>
public sealed record PublishedQuestionnaire(
    int VersionId, int QuestionnaireId, int Number, string Title, int Questions, DateTime PublishedAt, IReadOnlyList<BackgroundQuestion> Background);

/// <summary>A question about the person, by whose answers results may be broken down.</summary>
public sealed record BackgroundQuestion(string Code, string Text)
{
    /// <summary>The instrument that is the only source of breakdowns.</summary>
    private const string AboutYou = "about-you";

    public static IReadOnlyList<BackgroundQuestion> Of(QuestionnaireDocument document) =>
        [.. document.Instruments.Where(i => i.Id == AboutYou).SelectMany(i => i.Items).Where(i => i.Kind == ItemKind.SingleChoice).Select(i => new BackgroundQuestion(i.Code, i.Text.ToString()))];
}

/// <summary>What a team has published and can plan rounds with. Only for teams that the caller has found through its scope.</summary>
public sealed class PublishedQuestionnaires(AppDb db, Documents documents)
{
    /// <summary>Newest first; archived questionnaires are left out.</summary>
    public async Task<IReadOnlyList<PublishedQuestionnaire>> OfTeamAsync(int teamId, CancellationToken cancellationToken = default)
    {
        var rows = await db.QuestionnaireVersions
            .Where(v => v.Questionnaire!.TeamId == teamId && v.Questionnaire.ArchivedAt == null)
            .OrderByDescending(v => v.Id)
            .Select(v => new { v.Id, v.QuestionnaireId, v.Number, v.PublishedAt })
            .ToListAsync(cancellationToken);
        var found = new List<PublishedQuestionnaire>(rows.Count);
        foreach (var row in rows)
        {
            var document = await documents.GetAsync(db, row.Id, cancellationToken);
            found.Add(new(row.Id, row.QuestionnaireId, row.Number, document.Title, document.Items.Count, row.PublishedAt, BackgroundQuestion.Of(document)));
        }

        return found;
    }
}
