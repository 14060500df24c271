namespace SelfEval.Cli;

/// <summary>Options that do not go together, or one that is needed and missing; the message says what to write.</summary>
internal sealed class UsageException(string message) : Exception(message);
