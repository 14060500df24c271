using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Features.Answering;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Tests;

/// <summary>Answers that have been sent, with their scores, as sending them leaves them.</summary>
public static class MakeAnswers
{
    /// <summary>So many completed responses; person i answers what <paramref name="sheet"/> says, or <see cref="Sheet"/>.</summary>
    public static Task<List<Response>> AnswersAsync(
        this Host host, Round round, QuestionnaireVersion version, int count, int from = 0,
        Func<QuestionnaireDocument, int, AnswerSheet>? sheet = null, Func<int, string>? pseudonym = null, bool isTest = false) => host.ArrangeAsync(async db =>
    {
        var document = QuestionnaireDocument.Read(version.Document);
        var made = new List<Response>();
        for (var i = from; i < from + count; i++)
        {
            var answers = (sheet ?? Sheet)(document, i).Normalised(document.Items);
            var response = new Response
            {
                Id = Guid.NewGuid(),
                RoundId = round.Id,
                RespondentKey = $"t{Guid.NewGuid():N}",
                Pseudonym = pseudonym?.Invoke(i) ?? Secrets.NewPseudonym(),
                Channel = Channel.OwnDevice,
                Language = "en",
                Answers = answers.ToJson(),
                StartedOn = host.Now.Date,
                IsTest = isTest,
            };
            var code = Secrets.NewCode();
            response.Complete(host.Now, late: false, (Secrets.HashCode(code), "sealed"), [1]);
            db.Responses.Add(response);
            foreach (var score in Scorer.Score(document, answers)) db.Scores.Add(score.ToRow(response.Id));
            made.Add(response);
        }

        await db.LookAgainAsync(round.Id);
        return made;
    });

    /// <summary>Plausible answers that differ from person to person, some of them missing; always the same for the same person.</summary>
    public static AnswerSheet Sheet(QuestionnaireDocument document, int person)
    {
        var sheet = AnswerSheet.Empty;
        for (var i = 0; i < document.Items.Count; i++)
        {
            var item = document.Items[i];
            var draw = (person * 7 + i * 3 + person * i) % 11;
            if (item.Kind is ItemKind.LongText or ItemKind.ShortText)
            {
                if (person % 3 == 0) sheet = sheet.With(item.Code, string.Create(CultureInfo.InvariantCulture, $"Words of person {person}"));
            }
            else if (draw < 10 && item.Responses is { } set)
            {
                sheet = sheet.With(item.Code, set.Options[draw % set.Options.Count].Code);
            }
        }

        return sheet;
    }
}
