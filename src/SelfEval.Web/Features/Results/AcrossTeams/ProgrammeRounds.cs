using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>A round of a team in its place.</summary>
/// <param name="Team">The team.</param>
/// <param name="Round">The round.</param>
/// <param name="Questionnaire">Id of the questionnaire: the rounds of one questionnaire and one kind of people are a series.</param>
/// <param name="Wave">Its place in the series, from 1, by the time it opened.</param>
/// <param name="IsLatest">True for the newest of its series that has results; where none has, for the newest that has opened.</param>
/// <param name="Edition">Its newest edition in short; null before the first.</param>
public sealed record ProgrammeRound(Team Team, Round Round, int Questionnaire, int Wave, bool IsLatest, SummarisedEdition? Edition)
{
    /// <summary>What may be shown of it; null before the first edition.</summary>
    public PublishedRound? Published => Edition?.Summary.Round;
}

/// <summary>The rounds of all teams of a programme, each with its newest edition in short.</summary>
public sealed class ProgrammeRounds(AppDb db, EditionSummaries summaries, TimeProvider clock)
{
    /// <summary>The teams by name, and the rounds of each by the time they opened. Rounds that were cancelled before they had results are left out.</summary>
    /// <param name="programme">A programme that the reader may evaluate.</param>
    /// <param name="wave">With the editions of rounds in this place only.</param>
    /// <param name="withEditions">Which of the teams, by their place in that order, come with their editions: reading hundreds takes time.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<(IReadOnlyList<Team> Teams, IReadOnlyList<ProgrammeRound> Rounds)> OfAsync(int programme, Wave wave, Range withEditions, CancellationToken cancellationToken = default)
    {
        var teams = await db.Teams.Where(t => t.ProgrammeId == programme).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        var rows = await db.Rounds.Where(r => r.Team!.ProgrammeId == programme)
            .Select(r => new { Round = r, r.QuestionnaireVersion!.QuestionnaireId, HasEdition = db.Editions.Any(e => e.RoundId == r.Id) })
            .Where(r => r.Round.CancelledAt == null || r.HasEdition)
            .OrderBy(r => r.Round.OpensAt).ThenBy(r => r.Round.Id).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var placed = rows.GroupBy(r => (r.Round.TeamId, r.QuestionnaireId, r.Round.Audience)).SelectMany(series =>
        {
            var all = series.ToList();
            var latest = Math.Max(all.FindLastIndex(r => r.HasEdition), all.Exists(r => r.HasEdition) ? -1 : all.FindLastIndex(r => r.Round.OpensAt <= now));
            return all.Select((r, i) => (r.Round, r.QuestionnaireId, Wave: i + 1, IsLatest: i == latest));
        }).Where(r => wave.Holds(r.Wave, r.IsLatest)).ToLookup(r => r.Round.TeamId);
        var wanted = teams.Take(withEditions).SelectMany(team => placed[team.Id].Select(r => r.Round.Id)).ToList();
        var editions = await summaries.LatestAsync(db.Rounds.Where(r => wanted.Contains(r.Id)), cancellationToken);
        return (teams, [.. teams.SelectMany(team => placed[team.Id].OrderBy(r => r.Round.OpensAt).ThenBy(r => r.Round.Id)
            .Select(r => new ProgrammeRound(team, r.Round, r.QuestionnaireId, r.Wave, r.IsLatest, editions.GetValueOrDefault(r.Round.Id))))]);
    }

    /// <summary>How many rounds the longest series has.</summary>
    public async Task<int> WavesAsync(int programme, CancellationToken cancellationToken = default) =>
        await db.Rounds.Where(r => r.Team!.ProgrammeId == programme && (r.CancelledAt == null || db.Editions.Any(e => e.RoundId == r.Id)))
            .GroupBy(r => new { r.TeamId, r.QuestionnaireVersion!.QuestionnaireId, r.Audience }).Select(g => g.Count())
            .OrderByDescending(n => n).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>Which rounds are looked at: the latest of each series, those in one place, or every one.</summary>
public readonly record struct Wave
{
    private const string EveryWord = "every";

    private Wave(int? number, bool isEvery) => (Number, IsEvery) = (number, isEvery);

    public static Wave Latest { get; } = new(null, false);

    public static Wave Every { get; } = new(null, true);

    /// <summary>The place in the series, from 1; null for the latest and for every one.</summary>
    public int? Number { get; }

    public bool IsEvery { get; }

    /// <summary>As it stands in an address: nothing, "every" or a number.</summary>
    public string Value => IsEvery ? EveryWord : Number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public string Words => IsEvery ? "Every round" : Number is { } number ? $"Round {number.ToString(CultureInfo.InvariantCulture)} of each team" : "Latest round with results";

    /// <summary>Reads an address; null where it means nothing.</summary>
    public static Wave? Read(string? value) => value switch
    {
        null or "" => Latest,
        EveryWord => Every,
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new Wave(number, false) : null,
    };

    public bool Holds(int wave, bool isLatest) => IsEvery || (Number is { } number ? wave == number : isLatest);
}
