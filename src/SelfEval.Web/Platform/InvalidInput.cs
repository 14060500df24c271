namespace SelfEval.Web.Platform;

/// <summary>Input that an operation could not accept, by field, in the user's words. Pages show it at the field, the API as 400.</summary>
public sealed class InvalidInput(IReadOnlyDictionary<string, string[]> errors) : Exception("The input is not valid.")
{
    public InvalidInput(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}
