using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Answering;

/// <summary>Answers that were given elsewhere: on paper, or in another system.</summary>
/// <param name="Line">Where it stands in what was sent, from 1; refusals name it.</param>
/// <param name="Key">The sender's own name for it, unique in the round. The same key in two confidential rounds of a team is the same person.</param>
/// <param name="Answers">By item code.</param>
/// <param name="Channel">How the answers came.</param>
/// <param name="Language">Null means the questionnaire's first.</param>
/// <param name="StartedOn">Null means the day of completion.</param>
/// <param name="CompletedOn">Null means today.</param>
public sealed record ImportedResponse(
    int Line, string Key, AnswerSheet Answers, Channel Channel = Channel.Imported, string? Language = null, DateOnly? StartedOn = null, DateOnly? CompletedOn = null);

/// <summary>What was done with a call's lines.</summary>
/// <param name="Added">New responses.</param>
/// <param name="AlreadyThere">Lines whose key was there with the same answers; nothing was changed.</param>
public sealed record Imported(int Added, int AlreadyThere);

/// <summary>What is wrong with one line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Key">The line's key, where it could be read.</param>
/// <param name="Item">The item whose answer does not fit; null where it is not about an answer.</param>
/// <param name="Code">Stable.</param>
/// <param name="Message">The reason.</param>
public sealed record LineRefusal(int Line, string? Key, string? Item, string Code, string Message);
