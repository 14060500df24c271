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

    /// <summary>How long what it gathers is kept.</summary>
    public KeepTimes Keeps { get; set; } = new();

    /// <summary>Since when it is finished: read-only for everybody.</summary>
    public DateTime? ArchivedAt { get; set; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>
/// How long a programme keeps what, counted from the close of a round; a job removes it then. Published figures stay. Bounds are in <see cref="Bounds"/>.
/// </summary>
public sealed class KeepTimes
{
    /// <summary>Names and addresses, after the last round that a person is asked in.</summary>
    public int ContactDays { get; set; } = 90;

    /// <summary>By what answers can still be found: links, resume codes and receipt codes.</summary>
    public int TokenDays { get; set; } = 90;

    /// <summary>Answers of single people, with their scores.</summary>
    public int AnswerMonths { get; set; } = 36;

    /// <summary>What the audit says of the programme, after the act.</summary>
    public int AuditMonths { get; set; } = 72;

    /// <summary>What may be set, by property.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Most)> Bounds { get; } = new Dictionary<string, (int, int)>
    {
        [nameof(ContactDays)] = (1, 730),
        [nameof(TokenDays)] = (1, 730),
        [nameof(AnswerMonths)] = (1, 240),
        [nameof(AuditMonths)] = (12, 240),
    };
}
