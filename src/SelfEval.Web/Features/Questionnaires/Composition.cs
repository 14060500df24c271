using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What a team is putting together: parts in order. Kept as JSON in Questionnaire.Draft; every change gives a new one.</summary>
public sealed record Composition
{
    public const int MostParts = 200;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Composition Empty { get; } = new();

    public string? Introduction { get; init; }

    public int NextPart { get; init; } = 1;

    public int NextOwn { get; init; } = 1;

    public IReadOnlyList<Part> Parts { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<OwnQuestion> OwnQuestions => Parts.OfType<OwnQuestion>();

    [JsonIgnore]
    public IEnumerable<FromInstrument> Taken => Parts.OfType<FromInstrument>();

    public static Composition Read(string json) => JsonSerializer.Deserialize<Composition>(json, Json) ?? Empty;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public Part? Find(int id) => Parts.FirstOrDefault(part => part.Id == id);

    /// <summary>Puts a part at the end and gives it its number; an own question also its code.</summary>
    public Composition Add(Part part)
    {
        if (Parts.Count >= MostParts) throw QuestionnairesProblems.TooManyParts();
        var numbered = part with { Id = NextPart };
        var next = this with { NextPart = NextPart + 1 };
        if (numbered is OwnQuestion own)
        {
            numbered = own with { Code = $"own_{NextOwn}" };
            next = next with { NextOwn = NextOwn + 1 };
        }

        return next with { Parts = [.. Parts, numbered] };
    }

    public Composition Replace(Part part)
    {
        Need(part.Id);
        return this with { Parts = [.. Parts.Select(old => old.Id == part.Id ? part : old)] };
    }

    public Composition Remove(int id)
    {
        Need(id);
        return this with { Parts = [.. Parts.Where(part => part.Id != id)] };
    }

    /// <summary>One place up or down; at the end of the list nothing happens.</summary>
    public Composition Move(int id, bool up)
    {
        var parts = Parts.ToList();
        var from = parts.IndexOf(Need(id));
        var to = up ? from - 1 : from + 1;
        if (to < 0 || to >= parts.Count) return this;
        (parts[from], parts[to]) = (parts[to], parts[from]);
        return this with { Parts = parts };
    }

    /// <summary>The part with this number, or the refusal that somebody else has removed it.</summary>
    public Part Need(int id) => Find(id) ?? throw QuestionnairesProblems.PartGone();
}
