namespace SelfEval.Web.Model;

/// <summary>A piece of improvement work that several teams take part in and evaluators look at as a whole.</summary>
public sealed class Programme
{
    public int Id { get; init; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Where participants can get help now; free-text pages show it.</summary>
    public string? HelpText { get; set; }

    /// <summary>How many minutes of answering the programme's teams may ask of one person in a quarter.</summary>
    public int MinutesPerQuarter { get; set; } = 30;

    /// <summary>How many messages one person gets from the programme's rounds within 30 days, invitations included; reminders beyond it are not sent.</summary>
    public int MessagesPerMonth { get; set; } = 6;

    public required DateTime CreatedAt { get; init; }
}
