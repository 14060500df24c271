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
}

/// <summary>The placeholders that a message may have. Fixed, so that a text can be checked when it is written and not when it is sent.</summary>
public static class MessagePlaceholders
{
    public const string Link = "link";
    public const string Unsubscribe = "unsubscribe";

    /// <param name="Name">As it stands in braces.</param>
    /// <param name="Meaning">For the page on which texts are written.</param>
    /// <param name="IsForSubject">Whether a subject may have it.</param>
    /// <param name="Say">Its value in a language; empty where there is none.</param>
    public sealed record One(string Name, string Meaning, bool IsForSubject, Func<MessageFacts, MessageLanguage, string?> Say);

    public static IReadOnlyList<One> All { get; } =
    [
        new("greeting", "“Dear” and the person’s name, or “Hello” where there is none", false,
            (f, l) => string.IsNullOrWhiteSpace(f.Name) ? l.GreetingWithoutName : string.Format(System.Globalization.CultureInfo.InvariantCulture, l.Greeting, f.Name.Trim())),
        new("name", "The person’s name", true, (f, _) => f.Name?.Trim()),
        new("team", "Your team’s name", true, (f, _) => f.Team),
        new("questionnaire", "What the questionnaire is called", true, (f, _) => f.Questionnaire),
        new("questions", "How many questions it has", true, (f, l) => l.Say(f.Questions)),
        new("whom", "Whom you ask: patients, carers or members of staff", false, (f, l) => l.Say(f.Audience)),
        new("why", "Your team’s aim", false, (f, _) => f.Aim),
        new(Link, "The person’s own link. Every text must have it", false, (f, _) => f.Link),
        new("closes", "When the round closes for the person", true, (f, l) => l.Say(f.ClosesLocal)),
        new("who-sees", "Who sees what, by the round’s settings", false, (f, l) => l.SayWhoSees(f.IdentityMode, f.K, f.IdentifiedReason ?? "")),
        new("reason", "Why the team sees who has answered; only in identified rounds", false, (f, _) => f.IdentityMode == IdentityMode.Identified ? f.IdentifiedReason : null),
        new("help", "Where to get help now, as your programme says it", false, (f, _) => f.Help),
        new(Unsubscribe, "A link with which the person ends all messages from your programme’s teams", false, (f, _) => f.Unsubscribe),
    ];

    public static bool IsKnown(string name) => All.Any(p => p.Name == name);

    /// <summary>Whether it is a web address, and a link in HTML.</summary>
    public static bool IsAddress(string name) => name is Link or Unsubscribe;

    public static IReadOnlyDictionary<string, string> Values(MessageFacts facts, MessageLanguage language) =>
        All.ToDictionary(p => p.Name, p => p.Say(facts, language) ?? "");
}
