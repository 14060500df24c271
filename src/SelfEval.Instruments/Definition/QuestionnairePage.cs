namespace SelfEval.Instruments.Definition;

/// <summary>One page of questions.</summary>
/// <param name="Title">Its heading; null where the questionnaire's title serves.</param>
/// <param name="Lead">What stands above its questions.</param>
/// <param name="Items">Codes of its items, in asking order.</param>
public sealed record QuestionnairePage(string? Title, string? Lead, IReadOnlyList<string> Items);
