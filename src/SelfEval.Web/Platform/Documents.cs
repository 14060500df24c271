using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>The parsed documents of published questionnaire versions. A version never changes, so a document is kept for ever.</summary>
public sealed class Documents
{
    private readonly ConcurrentDictionary<int, QuestionnaireDocument> _byVersion = new();

    /// <summary>The document of a version whose text is at hand.</summary>
    public QuestionnaireDocument Get(int versionId, string json) =>
        _byVersion.TryGetValue(versionId, out var known) ? known : _byVersion.GetOrAdd(versionId, QuestionnaireDocument.Read(json));

    /// <summary>The document, if it has been read before.</summary>
    public QuestionnaireDocument? Find(int versionId) => _byVersion.GetValueOrDefault(versionId);

    /// <summary>The document of an existing version; reads its text only the first time.</summary>
    public async ValueTask<QuestionnaireDocument> GetAsync(AppDb db, int versionId, CancellationToken cancellationToken = default) =>
        Find(versionId)
        ?? Get(versionId, await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Document).SingleAsync(cancellationToken));
}
