using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>One person's raw answers by item code. Immutable. A blank answer is no answer: empty text, an empty list and null are left out.</summary>
public sealed record AnswerSheet
{
    private readonly Dictionary<string, Answer> answers;

    private AnswerSheet(Dictionary<string, Answer> answers) => this.answers = answers;

    /// <summary>A sheet without answers.</summary>
    public static AnswerSheet Empty { get; } = new([]);

    /// <summary>Codes of the items answered.</summary>
    public IEnumerable<string> Items => answers.Keys;

    /// <summary>How many items are answered.</summary>
    public int Count => answers.Count;

    /// <summary>A sheet from answers by item code.</summary>
    public static AnswerSheet Of(IEnumerable<KeyValuePair<string, Answer>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var kept = new Dictionary<string, Answer>();
        foreach (var (item, answer) in answers)
        {
            if (answer.Codes.Any(code => code.Length > 0))
                kept[item] = answer;
        }
        return new AnswerSheet(kept);
    }

    /// <summary>A sheet from codes or texts by item code.</summary>
    public static AnswerSheet Of(IEnumerable<KeyValuePair<string, string>> answers) =>
        Of(answers.Select(pair => KeyValuePair.Create(pair.Key, new Answer(pair.Value ?? ""))));

    /// <summary>A sheet of answers that are in order, which it keeps as they are.</summary>
    internal static AnswerSheet Keep(Dictionary<string, Answer> answers) => new(answers);

    /// <summary>Reads a JSON object such as <c>{"care_1":"4","own_2":["a","b"],"age":42}</c>.</summary>
    /// <exception cref="JsonException">It is not such an object; the message says where.</exception>
    public static AnswerSheet Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        return Read(document.RootElement);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static AnswerSheet Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException("Answers must be an object of item codes and answers.");
        var kept = new Dictionary<string, Answer>();
        try
        {
            foreach (var member in json.EnumerateObject())
            {
                if (AnswerJson.Read(member.Name, member.Value) is { } answer && !kept.TryAdd(member.Name, answer))
                    throw new JsonException($"'{member.Name}' is answered twice.");
            }
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("Answers hold text that is not valid Unicode.");
        }
        return new AnswerSheet(kept);
    }

    /// <summary>The answer to an item, if it has one.</summary>
    public bool TryGet(string item, out Answer answer) => answers.TryGetValue(item, out answer);

    /// <summary>Looks answers up one after another, quickest in the sheet's own order.</summary>
    internal AnswerWalk Walk() => new(answers);

    /// <summary>The single code or text answered, or null; a number in its shortest spelling.</summary>
    public string? Code(string item) => answers.TryGetValue(item, out var answer) ? answer.Text : null;

    /// <summary>The codes answered; empty where there are none.</summary>
    public IReadOnlyList<string> Codes(string item) => answers.TryGetValue(item, out var answer) ? answer.Codes : [];

    /// <summary>The answer as a number, or null.</summary>
    public double? Number(string item) => answers.TryGetValue(item, out var answer) ? answer.Number : null;

    /// <summary>The answer as text, or null.</summary>
    public string? Text(string item) => Code(item);

    /// <summary>The sheet with another answer to one item; empty or null takes the answer away.</summary>
    public AnswerSheet With(string item, string? text) => With(item, string.IsNullOrEmpty(text) ? null : new Answer(text));

    /// <inheritdoc cref="With(string, string?)"/>
    public AnswerSheet With(string item, IReadOnlyList<string> codes) => With(item, codes is { Count: > 0 } ? new Answer(codes) : null);

    /// <summary>The sheet with a number as the answer to one item.</summary>
    public AnswerSheet With(string item, double number) => With(item, new Answer(number));

    /// <inheritdoc cref="With(string, string?)"/>
    public AnswerSheet With(string item, Answer? answer)
    {
        var copy = new Dictionary<string, Answer>(answers);
        if (answer is { } given)
            copy[item] = given;
        else
            copy.Remove(item);
        return new AnswerSheet(copy);
    }

    /// <summary>The sheet with only the answers to some items, for example those shown.</summary>
    public AnswerSheet Only(IReadOnlySet<string> items) =>
        new(answers.Where(pair => items.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value));

    /// <summary>
    /// The sheet as it is stored: choices as codes in text, several choices as a list in the response set's order, numbers as numbers, in the items'
    /// order. Answers that do not fit their item stay as they are; <see cref="AnswerChecks"/> names them.
    /// </summary>
    public AnswerSheet Normalised(IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var ordered = new Dictionary<string, Answer>();
        foreach (var item in items)
        {
            if (answers.TryGetValue(item.Code, out var answer))
                ordered[item.Code] = AnswerJson.Normalised(item, answer);
        }
        foreach (var (code, answer) in answers)
            ordered.TryAdd(code, answer);
        return new AnswerSheet(ordered);
    }

    /// <summary>The sheet as a JSON object.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (item, answer) in answers)
                AnswerJson.Write(json, item, answer);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>True where both hold the same answers, in whatever order.</summary>
    public bool Equals(AnswerSheet? other) =>
        other is not null && answers.Count == other.answers.Count
        && answers.All(pair => other.answers.TryGetValue(pair.Key, out var answer) && pair.Value.IsNumber == answer.IsNumber && pair.Value.Codes.SequenceEqual(answer.Codes));

    /// <inheritdoc/>
    public override int GetHashCode() => answers.Count;
}
