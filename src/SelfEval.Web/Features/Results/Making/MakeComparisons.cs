using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Publishes what changed between the rounds of each series (one questionnaire, one kind of people) that have final editions: each round with the one
/// before it and with the first. What is missing is asked of the database, so that a tick that fails is made good by the next.
/// </summary>
public sealed class MakeComparisons(AppDb db, PublishComparison publish) : TickStep
{
    /// <summary>After the editions, which it compares.</summary>
    public override int Order => 810;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var rounds = await db.Editions
            .Where(e => e.IsFinal && e.Round!.AnswersErasedAt == null && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
            .Select(e => new { e.RoundId, e.Number, e.Round!.QuestionnaireVersion!.QuestionnaireId, e.Round.Audience, e.Round.OpensAt })
            .ToListAsync(cancellationToken);
        var made = (await db.Comparisons.Select(c => new ComparedEdition(c.FromRoundId, c.FromEdition, c.ToRoundId, c.ToEdition)).ToListAsync(cancellationToken)).ToHashSet();
        var due = rounds.GroupBy(r => (r.QuestionnaireId, r.Audience))
            .SelectMany(series => ComparedRounds.Pairs([.. series.OrderBy(r => r.OpensAt).ThenBy(r => r.RoundId)]))
            .Select(pair => new ComparedEdition(pair.From.RoundId, pair.From.Number, pair.To.RoundId, pair.To.Number))
            .Where(pair => !made.Contains(pair)).Distinct();
        var failures = new List<Exception>();
        foreach (var pair in due)
        {
            try
            {
                await publish.RunAsync(pair, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One pair's trouble must not keep the others back.
                failures.Add(new InvalidOperationException($"Rounds {pair.FromRound} and {pair.ToRound} could not be compared.", e));
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }
}
