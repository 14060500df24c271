using System.Text.Json;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>The JSON form of single answers.</summary>
internal static class AnswerJson
{
    public static Answer? Read(string item, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return value.GetString() is { Length: > 0 } text ? new Answer(text) : null;
            case JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number):
                return new Answer(number);
            case JsonValueKind.Array:
                var codes = new List<string>();
                foreach (var entry in value.EnumerateArray())
                {
                    if (Read(item, entry) is not { Several: null, Text: { } code })
                        throw new JsonException($"'{item}': a list may only hold option codes.");
                    codes.Add(code);
                }
                return codes.Count > 0 ? new Answer(codes) : null;
            default:
                throw new JsonException($"'{item}': an answer is a code, a list of codes, a number or a text.");
        }
    }

    public static void Write(Utf8JsonWriter json, string item, Answer answer)
    {
        if (answer.Several is { } codes)
        {
            json.WriteStartArray(item);
            foreach (var code in codes)
                json.WriteStringValue(code);
            json.WriteEndArray();
        }
        else if (answer.IsNumber)
        {
            json.WriteNumber(item, answer.Number!.Value);
        }
        else
        {
            json.WriteString(item, answer.Text);
        }
    }

    public static Answer Normalised(Item item, Answer answer)
    {
        switch (item.Kind)
        {
            case ItemKind.SeveralChoices:
                var codes = answer.Codes;
                var ordered = item.Responses!.Options.Select(option => option.Code).Where(codes.Contains).ToList();
                return ordered.Count == codes.Count ? new Answer(ordered) : new Answer(codes);
            case ItemKind.Number when answer.Number is { } number && item.Responses?.Find(answer.Text!) is null:
                return new Answer(number);
            case not ItemKind.Number when answer.IsNumber:
                return new Answer(answer.Text!);
            default:
                return answer;
        }
    }
}
