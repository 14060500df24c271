using System.Text.Json;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Answering;

/// <summary>One response as a program sends it.</summary>
/// <param name="Key">Your own name for the response, unique in the round; 1 to 64 of A–Z a–z 0–9 . _ : -. Never a name, an address or an NHS number.</param>
/// <param name="Answers">By item code: an option's code, several codes, a number, a date (yyyy-MM-dd) or a text. Left out means not answered.</param>
/// <param name="Language">One of the questionnaire's languages; its first where left out.</param>
/// <param name="Channel">How the answers came; imported where left out.</param>
/// <param name="StartedOn">Day, yyyy-MM-dd; that of completion where left out.</param>
/// <param name="CompletedOn">Day, yyyy-MM-dd; today where left out.</param>
public sealed record ResponseLine(
    string Key, JsonElement Answers, string? Language = null, Channel? Channel = null, DateOnly? StartedOn = null, DateOnly? CompletedOn = null);

/// <summary>Reads the lines of a bulk import, each with its own verdict: a mistake in one does not hide those in others.</summary>
internal static class ResponseLines
{
    public static (List<ImportedResponse> Lines, List<LineRefusal> Unread) Read(string type, ReadOnlyMemory<byte> body) =>
        type == ApiBody.Ndjson ? ReadLines(body) : ReadArray(body);

    private static (List<ImportedResponse>, List<LineRefusal>) ReadArray(ReadOnlyMemory<byte> body)
    {
        var (lines, unread) = (new List<ImportedResponse>(), new List<LineRefusal>());
        try
        {
            using var document = JsonDocument.Parse(body, ApiJson.Documents);
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw ApiProblems.InvalidJson("The body must be an array of responses.");
            var number = 0;
            foreach (var element in document.RootElement.EnumerateArray()) ReadOne(element, ++number, lines, unread);
        }
        catch (JsonException e)
        {
            throw ApiProblems.InvalidJson(e);
        }
        catch (InvalidOperationException)
        {
            throw ApiProblems.InvalidJson("The body holds text that is not valid Unicode.");
        }

        return (lines, unread);
    }

    private static (List<ImportedResponse>, List<LineRefusal>) ReadLines(ReadOnlyMemory<byte> body)
    {
        var (lines, unread) = (new List<ImportedResponse>(), new List<LineRefusal>());
        for (var number = 1; !body.IsEmpty; number++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            try
            {
                using var document = JsonDocument.Parse(line, ApiJson.Documents);
                ReadOne(document.RootElement, number, lines, unread);
            }
            catch (JsonException e)
            {
                // Each line is a text of its own, so the reader's line number says nothing.
                unread.Add(new(number, null, null, "invalid_json", ApiProblems.Words(new JsonException(e.Message, e.Path, null, null))));
            }
            catch (InvalidOperationException)
            {
                unread.Add(new(number, null, null, "bad_text", "The line holds text that is not valid Unicode."));
            }
        }

        return (lines, unread);
    }

    private static void ReadOne(JsonElement element, int number, List<ImportedResponse> lines, List<LineRefusal> unread)
    {
        string? key = null;
        try
        {
            var line = element.Deserialize<ResponseLine>(ApiJson.Options) ?? throw new JsonException("null");
            key = line.Key.Length <= 64 ? line.Key : line.Key[..64] + "…";
            lines.Add(new(number, line.Key, Sheet(line.Answers), line.Channel ?? Channel.Imported, line.Language, line.StartedOn, line.CompletedOn));
        }
        catch (AnswersUnreadException e)
        {
            unread.Add(new(number, key, null, "invalid_answers", e.Message));
        }
        catch (JsonException e)
        {
            var where = e.Path is null or "$" ? "" : $"At {e.Path}: ";
            unread.Add(new(number, key, null, "invalid_json", where + ApiProblems.Words(new JsonException(e.Message, e.Path, null, null))));
        }
    }

    /// <summary>The sheet, or a refusal in the words that the sheet's own reader has.</summary>
    public static AnswerSheet Sheet(JsonElement answers)
    {
        try
        {
            return AnswerSheet.Read(answers);
        }
        catch (JsonException e)
        {
            throw new AnswersUnreadException(e.Message);
        }
    }
}

/// <summary>Answers that are not an object of item codes and answers.</summary>
internal sealed class AnswersUnreadException(string message) : Exception(message);
