using System.Collections.Concurrent;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Platform.Participant;

/// <summary>The forms of published versions, by version id; they never change, so they are kept for good.</summary>
public sealed class ParticipantForms
{
    private readonly ConcurrentDictionary<int, ParticipantForm> _forms = new();

    /// <summary>The form, if it has been made before.</summary>
    public ParticipantForm? Find(int versionId) => _forms.GetValueOrDefault(versionId);

    public ParticipantForm Keep(int versionId, string document) =>
        _forms.GetOrAdd(versionId, static (_, json) => new ParticipantForm(QuestionnaireDocument.Read(json)), document);
}
