namespace SelfEval.Web.Model;

/// <summary>A piece of improvement work that several teams take part in and evaluators look at as a whole.</summary>
public sealed class Programme
{
    public int Id { get; init; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Where participants can get help now; free-text pages show it.</summary>
    public string? HelpText { get; set; }

    public required DateTime CreatedAt { get; init; }
}
