using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Answering;

/// <summary>Answers over the API: scored and forgotten, or brought into a round.</summary>
public static class AnsweringApi
{
    private const int LongestSheet = 1_000_000;
    private const int LongestImport = 10_000_000;

    public static void MapAnsweringApi(this RouteGroupBuilder api)
    {
        api.MapPost("/score", Score).Takes(LongestSheet).WithMetadata(new ChangesNothing())
            .WithSummary("Score answers; nothing is stored")
            .WithDescription("Every scale comes with its working: the rule for missing answers, items used and replaced, and why a scale is unscored. Nothing is rounded.")
            .Accepts<AnswersToScore>(ApiBody.Json)
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        api.MapPost("/rounds/{id:int}/responses", Import).Takes(LongestImport)
            .WithSummary("Bring in answers given on paper or in another system")
            .WithDescription(
                "A JSON array, or one JSON object a line (application/x-ndjson); at most 10,000 responses and 10,000,000 bytes. For leads of the round's team. " +
                "Every line is looked at first; if any is wrong none is stored and the problem names the lines (code responses.lines_refused). " +
                "Sending the same again adds nothing twice: a key with the same answers counts as alreadyThere, with other answers it is refused " +
                "(409, responses.key_conflict), so a call that was interrupted is simply repeated. Answers are taken from the round's opening to its close; " +
                "from paper, by telephone and imported until 28 days after it, if completed by the closing day. " +
                "In rounds that are not anonymous the same key in two rounds of a team is the same person.")
            .Accepts<ResponseLine[]>(ApiBody.Json, ApiBody.Ndjson)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
    }

    private static async Task<ScoredAnswers> Score(HttpContext http, [FromServices] ScoreAnswers score) =>
        await score.RunAsync(await ApiBody.ReadAsync<AnswersToScore>(http, LongestSheet), http.RequestAborted);

    private static async Task<Imported> Import(int id, HttpContext http, [FromServices] ImportResponses import)
    {
        await import.AdmitAsync(id); // before ten megabytes are read
        var type = ApiBody.Type(http, ApiBody.Json, ApiBody.Ndjson);
        var (lines, unread) = ResponseLines.Read(type, await ApiBody.BytesAsync(http, LongestImport));
        return await import.RunAsync(id, lines, unread);
    }
}
