using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>The questions a team asks, each with a page of its own.</summary>
public enum TeamQuestion
{
    HowAreWeDoing,
    HasItChanged,
    WhoAnswered,
    CanWeTrustIt,
}

/// <summary>What stands at the top of each of the four pages: the questions, the round and its edition, the team's other rounds.</summary>
/// <param name="Asked">The page.</param>
/// <param name="Team">The team.</param>
/// <param name="Round">The round that the page, or a way on from it, is about; null where the team has none with results.</param>
/// <param name="Edition">The edition shown; null before the first.</param>
/// <param name="Newest">Number of the round's newest edition.</param>
/// <param name="Rounds">The team's rounds, newest first.</param>
public sealed record RoundHead(TeamQuestion Asked, Team Team, Round? Round, PublishedEdition? Edition, int? Newest, IReadOnlyList<RoundHead.Choice> Rounds)
{
    /// <summary>A round to go to.</summary>
    public sealed record Choice(int Id, string Name, Audience Audience, DateTime OpensLocal);

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static readonly IReadOnlyList<(TeamQuestion Question, string Title)> Questions =
    [
        (TeamQuestion.HowAreWeDoing, "How are we doing?"),
        (TeamQuestion.HasItChanged, "Has it changed?"),
        (TeamQuestion.WhoAnswered, "Who answered?"),
        (TeamQuestion.CanWeTrustIt, "Can we trust it?"),
    ];

    /// <summary>When the next figures come.</summary>
    public string Next { get; init; } = "";

    public bool MayDownload { get; init; }

    /// <summary>Whether there are figures to publish outside, and the reader may give them out.</summary>
    public bool MayPublish { get; init; }

    /// <summary>The edition and its round in one line.</summary>
    public string? EditionLine => Round is { } round && Edition is { } edition ? ResultWords.Edition(edition, round.Zone) : null;

    public bool IsEarlier => Edition is not null && Newest != Edition.Number;

    /// <summary>Where a question about the round is answered; an edition that was chosen stays chosen.</summary>
    public string? Href(TeamQuestion question) => Round is null && question != TeamQuestion.HasItChanged ? null
        : question == TeamQuestion.HasItChanged ? $"/teams/{Team.Id}/change" : Href(question, Round!.Id) + (IsEarlier ? $"?edition={Edition!.Number}" : "");

    /// <summary>The same question about another round.</summary>
    public string Href(Choice other) => Href(Asked == TeamQuestion.HasItChanged ? TeamQuestion.HowAreWeDoing : Asked, other.Id);

    public static string Opened(Choice round) => round.OpensLocal.ToString("d MMMM yyyy", English);

    public static async Task<IReadOnlyList<Choice>> OthersAsync(AppDb db, int teamId) => await db.Rounds.Where(r => r.TeamId == teamId && r.CancelledAt == null)
        .OrderByDescending(r => r.OpensAt).ThenByDescending(r => r.Id)
        .Select(r => new Choice(r.Id, r.Name, r.Audience, r.OpensLocal)).ToListAsync();

    private static string Href(TeamQuestion question, int round) => $"/rounds/{round}/" + question switch
    {
        TeamQuestion.WhoAnswered => "who-answered",
        TeamQuestion.CanWeTrustIt => "trust",
        _ => "results",
    };
}
