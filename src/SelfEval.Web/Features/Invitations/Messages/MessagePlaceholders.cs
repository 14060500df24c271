using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>What is known of a message when it is worded.</summary>
public sealed record MessageFacts
{
    public required string Team { get; init; }
    public required string? Aim { get; init; }
    public required string? Help { get; init; }
    public required string Questionnaire { get; init; }
    public required int Questions { get; init; }
    public required Audience Audience { get; init; }
    public required IdentityMode IdentityMode { get; init; }
    public required string? IdentifiedReason { get; init; }
    public required int K { get; init; }

    /// <summary>The person's own close, as wall time.</summary>
    public required DateTime ClosesLocal { get; init; }

    public required string? Name { get; init; }
    public required string Link { get; init; }
    public required string Unsubscribe { get; init; }

    /// <summary>About how many minutes it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Whom the team names for questions.</summary>
    public required string? Enquiries { get; init; }

    /// <summary>The languages that the questionnaire speaks.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>On letters only.</summary>
    public string? Code { get; init; }
}

/// <summary>The placeholders that a message may have. Fixed, so that a text can be checked when it is written and not when it is sent.</summary>
public static class MessagePlaceholders
{
    public const string Link = "link";
    public const string Unsubscribe = "unsubscribe";
    public const string Code = "code";

    /// <param name="Name">As it stands in braces.</param>
    /// <param name="Meaning">For the page on which texts are written.</param>
    /// <param name="IsForSubject">Whether a subject may have it.</param>
    /// <param name="Say">Its value in a language; empty where there is none.</param>
    /// <param name="OnPaper">Whether it is for letters alone, or for what has links alone; null for both.</param>
    public sealed record One(string Name, string Meaning, bool IsForSubject, Func<MessageFacts, MessageLanguage, string?> Say, bool? OnPaper = null)
    {
        public bool IsFor(SendRoute route) => OnPaper is null || OnPaper == (route == SendRoute.Post);
    }

    public static IReadOnlyList<One> All { get; } =
    [
        new("greeting", "“Dear” and the person’s name, or “Hello” where there is none", false,
            (f, l) => string.IsNullOrWhiteSpace(f.Name) ? l.GreetingWithoutName : string.Format(System.Globalization.CultureInfo.InvariantCulture, l.Greeting, f.Name.Trim())),
        new("name", "The person’s name", true, (f, _) => f.Name?.Trim()),
        new("team", "Your team’s name", true, (f, _) => f.Team),
        new("questionnaire", "What the questionnaire is called", true, (f, _) => f.Questionnaire),
        new("questions", "How many questions it has", true, (f, l) => l.Say(f.Questions)),
        new("minutes", "About how many minutes it takes, reckoned from the questions", true, (f, l) => l.SayMinutes(f.Minutes)),
        new("whom", "Whom you ask: patients, carers or members of staff", false, (f, l) => l.Say(f.Audience)),
        new("why", "Your team’s aim", false, (f, _) => f.Aim),
        new(Link, "The person’s own link. Every text must have it", false, (f, _) => f.Link, OnPaper: false),
        new(Code, "The square and the person’s code. Every letter must have it, in a paragraph of its own", false, (f, _) => f.Code, OnPaper: true),
        new("closes", "When the round closes for the person", true, (f, l) => l.Say(f.ClosesLocal)),
        new("who-sees", "Who sees what, by the round’s settings", false, (f, l) => l.SayWhoSees(f.IdentityMode, f.K, f.IdentifiedReason ?? "")),
        new("reason", "Why the team sees who has answered; only in identified rounds", false, (f, _) => f.IdentityMode == IdentityMode.Identified ? f.IdentifiedReason : null),
        new("help", "Where to get help now, as your programme says it", false, (f, _) => f.Help),
        new("contact", "Whom people can ask, as your team’s page says it", false, (f, _) => f.Enquiries),
        new(Unsubscribe, "A link with which the person ends all messages from your programme’s teams", false, (f, _) => f.Unsubscribe, OnPaper: false),
    ];

    public static bool IsKnown(string name, SendRoute route) => All.Any(p => p.Name == name && p.IsFor(route));

    /// <summary>Whether it is a web address, and a link in HTML.</summary>
    public static bool IsAddress(string name) => name is Link or Unsubscribe;

    public static IReadOnlyDictionary<string, string> Values(MessageFacts facts, MessageLanguage language) =>
        All.ToDictionary(p => p.Name, p => p.Say(facts, language) ?? "");
}
