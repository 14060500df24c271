using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Answers to be scored: to an instrument, or a part of it, or to a published questionnaire.</summary>
/// <param name="Answers">By item code, as in a response.</param>
/// <param name="Instrument">Id of an instrument; this or questionnaireVersion.</param>
/// <param name="Version">Of the instrument; the newest where left out.</param>
/// <param name="Form">One of the instrument's forms.</param>
/// <param name="Items">Some of its items. Fewer than all make it adapted: no bands, no published minima.</param>
/// <param name="Rules">Scale id to the id of one of the scale's missing rules; its first where left out.</param>
/// <param name="QuestionnaireVersion">Id of a published version of a team that you see.</param>
public sealed record AnswersToScore(
    JsonElement Answers, string? Instrument = null, string? Version = null, string? Form = null, IReadOnlyList<string>? Items = null,
    IReadOnlyDictionary<string, string>? Rules = null, int? QuestionnaireVersion = null);

/// <summary>The scores with their working, scale by scale. Nothing was stored.</summary>
public sealed record ScoredAnswers(IReadOnlyList<ScaleScore> Scores);

/// <summary>Scores answers that are sent and forgets them.</summary>
public sealed class ScoreAnswers(AppDb db, Scope scope, Documents documents, InstrumentShelf shelf)
{
    public async Task<ScoredAnswers> RunAsync(AnswersToScore input, CancellationToken cancellation)
    {
        var sheet = Sheet(input.Answers);
        if (input.QuestionnaireVersion is { } version)
        {
            if (input.Instrument is not null || input.Version is not null || input.Form is not null || input.Items is not null || input.Rules is not null)
                throw new InvalidInput("questionnaireVersion", "Name an instrument or a questionnaire version, not both.");
            var document = await DocumentAsync(version, cancellation);
            Check(document.Items, sheet);
            var kept = sheet.Only(Shown.Items(document.Items, sheet)).Normalised(document.Items);
            return new(Scorer.Score(document, kept));
        }

        var taken = Take(input);
        Check(taken.Items, sheet);
        return new(Scorer.Score(taken, sheet.Normalised(taken.Items)));
    }

    private async Task<QuestionnaireDocument> DocumentAsync(int version, CancellationToken cancellation)
    {
        var visible = scope.Questionnaires(Right.See);
        if (!await db.QuestionnaireVersions.AnyAsync(v => v.Id == version && visible.Any(q => q.Id == v.QuestionnaireId), cancellation))
            throw Problem.NotFound();
        return await documents.GetAsync(db, version, cancellation);
    }

    private Instrument Take(AnswersToScore input)
    {
        if (input.Instrument is null) throw new InvalidInput("instrument", "Name an instrument, or a questionnaire version.");
        var whole = shelf.Find(input.Instrument, input.Version)
            ?? throw new InvalidInput("instrument", "There is no such instrument or version. GET /instruments lists them.");
        try
        {
            return whole.Take(input.Form, input.Items, input.Rules);
        }
        catch (ArgumentException e)
        {
            throw new InvalidInput("instrument", e.Message);
        }
    }

    private static AnswerSheet Sheet(JsonElement answers)
    {
        try
        {
            return ResponseLines.Sheet(answers);
        }
        catch (AnswersUnreadException e)
        {
            throw new InvalidInput("answers", e.Message);
        }
    }

    private static void Check(IReadOnlyList<Item> items, AnswerSheet sheet)
    {
        var problems = AnswerChecks.Check(items, sheet);
        if (problems.Count == 0) return;
        throw new Problem("answers_refused", StatusCodes.Status400BadRequest, "Some answers do not fit their questions")
        {
            Extensions = new Dictionary<string, object?> { ["answers"] = problems.Take(100).ToList() },
        };
    }
}
