using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Exports;

/// <summary>Rows over the API, for evaluators: the same columns and words as in the files.</summary>
public static class ExportsApi
{
    public const int MostRows = 100_000;

    /// <summary>One response as a line of application/x-ndjson.</summary>
    /// <param name="Pseudonym">The person, for this API key only; links a person's rounds unless they are anonymous.</param>
    /// <param name="Round">The round.</param>
    /// <param name="Questionnaire">Content hash of the version answered.</param>
    /// <param name="Language">Language answered in.</param>
    /// <param name="Channel">How the answers came.</param>
    /// <param name="StartedOn">Day on which answering began.</param>
    /// <param name="CompletedOn">Day on which the answers were sent.</param>
    /// <param name="Late">Sent after the close.</param>
    /// <param name="Answers">By item code, as in POST /rounds/{id}/responses.</param>
    /// <param name="Scores">As POST /score gives them.</param>
    public sealed record ResponseOut(
        string Pseudonym, int Round, string Questionnaire, string Language, string Channel, DateOnly? StartedOn, DateOnly? CompletedOn, bool Late,
        JsonElement Answers, IReadOnlyList<ScaleScore> Scores);

    public static void MapExportsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/rounds/{id:int}/responses", Responses)
            .WithSummary("A round's responses, row by row, for evaluators of the programme")
            .WithDescription(
                "application/x-ndjson (answers and scores with their working) or text/csv (the columns of responses.csv in the downloads), by Accept. " +
                "What people wrote in their own words is left out unless texts=true. Rounds that at least k people have answered; days without times; pseudonyms are this key's own. " +
                "limit= gives at most that many (100,000 unless said otherwise); a Link header with rel=\"next\" then tells where to read on. " +
                "A reading that broke off is repeated with the same address: it gives the same rows.")
            .Produces<ResponseOut>(200, ApiBody.Ndjson, ApiBody.Csv)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(406).ProducesProblem(409);
        api.MapGet("/rounds/{id:int}/scores", Scores)
            .WithSummary("A round's scores, one row a response and scale, for evaluators of the programme")
            .WithDescription("text/csv with the columns of scores.csv in the downloads; limit= and cursor= count responses, as for /responses.")
            .Produces<string>(200, ApiBody.Csv)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(406).ProducesProblem(409);
    }

    private static async Task Responses(int id, string? cursor, int? limit, bool? texts, HttpContext http, [FromServices] OpenRows open)
    {
        var type = Negotiate(http, ApiBody.Ndjson, ApiBody.Csv);
        var opened = await OpenAsync(id, cursor, limit, texts ?? false, type, http, open);
        if (type == ApiBody.Csv) await Files(opened).WriteResponsesAsync(http.Response.Body, opened.Rows, http.RequestAborted);
        else await WriteLinesAsync(http, opened);
    }

    private static async Task Scores(int id, string? cursor, int? limit, HttpContext http, [FromServices] OpenRows open)
    {
        var type = Negotiate(http, ApiBody.Csv);
        var opened = await OpenAsync(id, cursor, limit, false, type, http, open);
        await RoundExport.WriteScoresAsync(http.Response.Body, opened.Rows, http.RequestAborted);
    }

    private static async Task<OpenedRows> OpenAsync(int id, string? cursor, int? limit, bool texts, string type, HttpContext http, OpenRows open)
    {
        var most = limit ?? MostRows;
        if (most is < 1 or > MostRows) throw new InvalidInput("limit", "Ask for 1 to 100,000 rows.");
        var opened = await open.RunAsync(id, cursor, most, texts, http.Request.Headers[ApiKeyScheme.Header].ToString(), http.RequestAborted);
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        if (opened.Next is { } next)
            http.Response.Headers.Link = $"<{http.Request.Path}?cursor={Uri.EscapeDataString(next)}&limit={most}{(texts ? "&texts=true" : "")}>; rel=\"next\"";
        return opened;
    }

    private static async Task WriteLinesAsync(HttpContext http, OpenedRows opened)
    {
        var writer = http.Response.BodyWriter;
        await foreach (var row in opened.Rows)
        {
            using var answers = JsonDocument.Parse(row.Answers.ToJson());
            var line = new ResponseOut(row.Pseudonym, opened.Round.Id, row.QuestionnaireHash, row.Language, row.Channel, row.Started, row.Completed, row.Late,
                answers.RootElement, row.Scores);
            writer.Write(JsonSerializer.SerializeToUtf8Bytes(line, ApiJson.Options));
            writer.Write("\n"u8);
            if (writer.UnflushedBytes > 32 * 1024) await writer.FlushAsync(http.RequestAborted);
        }

        await writer.FlushAsync(http.RequestAborted);
    }

    private static RoundExport Files(OpenedRows opened) => new(
        new RoundExportAbout { Title = opened.Round.Name, Created = opened.Round.CreatedAt, Rounds = [], K = opened.Round.K, IncludesTexts = opened.IncludesTexts }, [opened.Document]);

    /// <summary>The offered type that the client likes best; the first where it has no wish.</summary>
    private static string Negotiate(HttpContext http, params string[] offered)
    {
        var accepted = new RequestHeaders(http.Request.Headers).Accept;
        if (accepted.Count == 0) return offered[0];
        foreach (var range in accepted.Where(a => a.Quality is null or > 0).OrderByDescending(a => a.Quality ?? 1))
        {
            foreach (var type in offered)
                if (range.MatchesAllTypes || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) || (range.MatchesAllSubTypes && type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase)))
                    return type;
        }

        throw ApiProblems.NotAcceptable(string.Join(" or ", offered));
    }
}
