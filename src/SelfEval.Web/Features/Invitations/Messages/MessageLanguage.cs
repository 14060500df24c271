using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>A message as it is kept: with placeholders, paragraphs apart by an empty line. The subject is empty for text messages.</summary>
public sealed record Wording(string Subject, string Body);

/// <summary>The shipped texts of one language, and how it says what is filled in. Data, one file a language.</summary>
public sealed record MessageLanguage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly FrozenDictionary<string, MessageLanguage> Shipped = new[] { Read("en"), Read("cy") }.ToFrozenDictionary(l => l.Code);

    public static MessageLanguage English => Shipped["en"];

    /// <summary>English first.</summary>
    public static IReadOnlyList<MessageLanguage> All { get; } = [Shipped["en"], Shipped["cy"]];

    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Greeting { get; init; }
    public required string GreetingWithoutName { get; init; }
    public required string OneQuestion { get; init; }
    public required string Questions { get; init; }
    public required string OneMinute { get; init; }
    public required string Minutes { get; init; }

    /// <summary>What a message in this language says where the questionnaire speaks only the other one.</summary>
    public required string NotInThisLanguage { get; init; }

    /// <summary>Beside the square and the code of a letter.</summary>
    public required string LetterPoint { get; init; }
    public required string LetterOrType { get; init; }
    public required string LetterCode { get; init; }
    public required string Patients { get; init; }
    public required string Carers { get; init; }
    public required string Staff { get; init; }
    public required string Confidential { get; init; }
    public required string Identified { get; init; }
    public required string Moment { get; init; }
    public required IReadOnlyList<string> Months { get; init; }
    public required string BeforeNoon { get; init; }
    public required string AfterNoon { get; init; }
    public required string UnsubscribeLine { get; init; }
    public required IReadOnlyList<ShippedText> Texts { get; init; }

    public static MessageLanguage? Find(string code) => Shipped.GetValueOrDefault(code);

    /// <summary>Welsh for cy and cy-GB; English for every language that has no texts.</summary>
    public static MessageLanguage For(string language) => Find(Plain(language)) ?? English;

    public Wording Of(MessageKind kind, SendRoute route)
    {
        var text = Texts.Single(t => t.Kind == kind && t.Route == route);
        return new(text.Subject, string.Join("\n\n", text.Body));
    }

    /// <summary>"2 March 2026, 9:00am", "2 Mawrth 2026, 9:00yb".</summary>
    public string Say(DateTime local)
    {
        var time = local.ToString("h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? BeforeNoon : AfterNoon);
        return string.Format(CultureInfo.InvariantCulture, Moment, local.Day, Months[local.Month - 1], local.Year, time);
    }

    public string Say(int questions) => questions == 1 ? OneQuestion : string.Format(CultureInfo.InvariantCulture, Questions, questions);

    public string SayMinutes(int minutes) => minutes == 1 ? OneMinute : string.Format(CultureInfo.InvariantCulture, Minutes, minutes);

    /// <summary>Whether a questionnaire speaks the other language and not this one.</summary>
    public bool IsMissingFrom(IReadOnlyList<string> languages)
    {
        var spoken = languages.Select(l => Find(Plain(l))).OfType<MessageLanguage>().ToList();
        return spoken.Count > 0 && !spoken.Contains(this);
    }

    public string Say(Audience audience) => audience switch
    {
        Audience.Patients => Patients,
        Audience.Carers => Carers,
        _ => Staff,
    };

    public string SayWhoSees(IdentityMode mode, int k, string reason) =>
        string.Format(CultureInfo.InvariantCulture, mode == IdentityMode.Identified ? Identified : Confidential, k, reason);

    private static string Plain(string language) => language.Split('-', '_')[0].ToLowerInvariant();

    private static MessageLanguage Read(string code)
    {
        using var stream = typeof(MessageLanguage).Assembly.GetManifestResourceStream($"messages.{code}.json")!;
        return JsonSerializer.Deserialize<MessageLanguage>(stream, Json)!;
    }

    /// <param name="Kind">Which message.</param>
    /// <param name="Route">By which way.</param>
    /// <param name="Subject">One line.</param>
    /// <param name="Body">Paragraphs.</param>
    public sealed record ShippedText(MessageKind Kind, SendRoute Route, string Subject, IReadOnlyList<string> Body);
}
