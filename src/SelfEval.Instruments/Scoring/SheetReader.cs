using System.Text;
using System.Text.Json;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// Reads the answer sheets of many people one after another, as they lie in a database. The codes of items and options come again in every sheet: each is one
/// string in memory, looked for first where it stood in the sheet before. Not for several threads at once.
/// </summary>
public sealed class SheetReader
{
    // Codes come again; what is longer or more manifold is people's own words, which do not.
    private const int MostItems = 1000, MostTexts = 32, LongestText = 40;

    private readonly List<SeenItem> items = [];
    private int most;

    /// <summary>Reads what <see cref="AnswerSheet.Read(string)"/> reads, from UTF-8.</summary>
    /// <exception cref="JsonException">It is not a sheet; the message says where.</exception>
    public AnswerSheet Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 8 });
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("Answers must be an object of item codes and answers.");
        var kept = new Dictionary<string, Answer>(most);
        try
        {
            for (var at = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; at++)
            {
                var item = Item(ref json, ref at);
                json.Read();
                if (Read(ref json, item) is { } answer && !kept.TryAdd(item.Code, answer)) throw new JsonException($"'{item.Code}' is answered twice.");
            }
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("Answers hold text that is not valid Unicode.");
        }

        // Nothing may follow.
        json.Read();
        most = Math.Max(most, kept.Count);
        return AnswerSheet.Keep(kept);
    }

    private static Answer? Read(ref Utf8JsonReader json, SeenItem item) => json.TokenType == JsonTokenType.String
        ? item.Text(ref json) is { Length: > 0 } text ? new Answer(text) : null
        : AnswerJson.Read(item.Code, JsonElement.ParseValue(ref json));

    /// <summary>The item of the property that the reader stands at; <paramref name="at"/> is where to look first, and then where it was.</summary>
    private SeenItem Item(ref Utf8JsonReader json, ref int at)
    {
        at = Math.Min(at, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var place = at + i < items.Count ? at + i : at + i - items.Count;
            if (!json.ValueTextEquals(items[place].Utf8)) continue;
            at = place;
            return items[place];
        }

        var item = new SeenItem(json.GetString()!);
        if (items.Count < MostItems) items.Insert(at, item);
        return item;
    }

    private sealed class SeenItem(string code)
    {
        private readonly List<(byte[] Utf8, string Text)> texts = [];

        internal string Code => code;

        internal byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(code);

        /// <summary>The text that the reader stands at.</summary>
        internal string? Text(ref Utf8JsonReader json)
        {
            foreach (var (utf8, text) in texts)
                if (json.ValueTextEquals(utf8)) return text;
            var other = json.GetString()!;
            if (texts.Count < MostTexts && other.Length <= LongestText) texts.Add((Encoding.UTF8.GetBytes(other), other));
            return other;
        }
    }
}
