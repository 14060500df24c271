using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Making;

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

/// <summary>Everybody whom an edition of a round ever counted, read one after another each time: of a large round they are too many to hold.</summary>
public sealed class CountedAnswers(EditionFold after, Func<IAsyncEnumerable<CountedAnswer>> read)
{
    /// <summary>The fold of the next edition: it knows what the editions so far have shown.</summary>
    public EditionFold After => after;

    public IReadOnlyList<string> Keys => after.ScaleKeys;

    public IAsyncEnumerable<CountedAnswer> AllAsync() => read();

    /// <summary>For each scale: pseudonyms of those whom an edition counts with a score; whoever bears one twice is joined with nobody.</summary>
    public async Task<IReadOnlyDictionary<string, HashSet<string>>> ScoredInAsync(int edition, IReadOnlyCollection<string> keys)
    {
        int[] at = [.. keys.Select(key => after.IndexOf(key)!.Value)];
        var scored = keys.ToDictionary(key => key, _ => new HashSet<string>());
        var (seen, twice) = (new HashSet<string>(), new HashSet<string>());
        await foreach (var answer in AllAsync())
        {
            if (!answer.IsIn(edition)) continue;
            if (!seen.Add(answer.Pseudonym)) twice.Add(answer.Pseudonym);
            foreach (var (key, scale) in keys.Zip(at))
                if (answer.Scores[scale] is not null) scored[key].Add(answer.Pseudonym);
        }

        foreach (var pseudonyms in scored.Values) pseudonyms.ExceptWith(twice);
        return scored;
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
        return new(fold, () => ReadAsync(fold, members, cancellationToken));
    }

    private async IAsyncEnumerable<CountedAnswer> ReadAsync(
        EditionFold fold, Dictionary<Guid, (int From, int To)> members, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.ReadValuesAsync([.. members.Keys], cancellationToken))
        {
            var scores = new double?[fold.ScaleKeys.Count];
            foreach (var score in row.Scores)
                if (fold.IndexOf(score.Key) is { } at) scores[at] = score.Value;
            var (from, to) = members[row.Id];
            yield return new(row.Pseudonym, scores, fold.GroupsOf(row.Answers, RoundBreakdowns.SiteCode(row.SiteId)), from, to);
        }
    }
}
