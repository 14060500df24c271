namespace SelfEval.Instruments.Definition;

/// <summary>A place for one of the person's own goals: what it is, and how far it is reached.</summary>
/// <param name="Text">Code of the text item in which the person names the goal. Without a text there is no goal.</param>
/// <param name="Rating">Code of the item in which the person rates it.</param>
public sealed record GoalSlot(string Text, string Rating);
