using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>An answer as far as it matters to who is in which published figure.</summary>
/// <param name="Pseudonym">Links a person's rounds.</param>
/// <param name="Scores">Its scores, in the order of <see cref="CountedAnswers.Keys"/>.</param>
/// <param name="Groups">The groups of the declared breakdowns that it is in, numbered through all of them.</param>
/// <param name="From">The first edition that counts it.</param>
/// <param name="To">The first that no longer does.</param>
public sealed record CountedAnswer(string Pseudonym, double?[] Scores, int[] Groups, int From, int To)
{
    public bool IsIn(int edition) => From <= edition && edition < To;
}

/// <summary>Everybody whom an edition of a round ever counted.</summary>
public sealed class CountedAnswers(EditionFold after, IReadOnlyList<CountedAnswer> answers)
{
    /// <summary>The fold of the next edition: it knows what the editions so far have shown.</summary>
    public EditionFold After => after;

    public IReadOnlyList<string> Keys => after.ScaleKeys;

    public IReadOnlyList<CountedAnswer> Answers => answers;

    /// <summary>Pseudonyms of those whom an edition counts with a score on a scale; whoever bears one twice is joined with nobody.</summary>
    public IReadOnlySet<string> ScoredIn(int edition, string key)
    {
        var at = Keys.ToList().IndexOf(key);
        return at < 0 ? new HashSet<string>() : answers.Where(a => a.IsIn(edition)).GroupBy(a => a.Pseudonym)
            .Where(g => g.Count() == 1 && g.First().Scores[at] is not null).Select(g => g.Key).ToHashSet();
    }
}

/// <summary>Reads everybody whom the editions of a round counted, withdrawn or not, and if wished those whom the next one counts in or out.</summary>
public sealed class ReadCounted(AppDb db, RowReader rows, CountAnswers counting, RoundBreakdowns breakdowns, Documents documents)
{
    /// <summary>Of a round that has an edition.</summary>
    public async Task<CountedAnswers> OfAsync(Round round, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
        var kept = await db.EditionCounts.Where(c => c.Edition!.RoundId == round.Id).OrderByDescending(c => c.Edition!.Number).Select(c => c.Kept).FirstAsync(cancellationToken);
        return await WithAsync(round, EditionFold.After(document, await breakdowns.OfAsync(round, document, cancellationToken), kept), [], [], cancellationToken);
    }

    /// <summary>Of a round whose next edition is being folded.</summary>
    public async Task<CountedAnswers> WithAsync(
        Round round, EditionFold fold, IReadOnlyCollection<Guid> joiners, IReadOnlyCollection<Guid> leavers, CancellationToken cancellationToken)
    {
        var members = await counting.MembersAsync(round.Id, cancellationToken);
        foreach (var id in joiners) members[id] = (fold.Edition, EditionSpan.Open);
        foreach (var id in leavers) members[id] = (members[id].From, fold.Edition);
        var answers = new List<CountedAnswer>(members.Count);
        await foreach (var row in rows.ReadAsync([.. members.Keys], cancellationToken))
        {
            var values = row.Scores.ToDictionary(score => score.Key, score => score.Value);
            answers.Add(new(row.Pseudonym, [.. fold.ScaleKeys.Select(key => values.GetValueOrDefault(key))],
                [.. fold.GroupsOf(row.Answers, RoundBreakdowns.SiteCode(row.SiteId))], members[row.Id].From, members[row.Id].To));
        }

        return new(fold, answers);
    }
}
