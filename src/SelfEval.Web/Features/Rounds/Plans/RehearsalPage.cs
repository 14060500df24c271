using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>One line of a rehearsal: a message of a round at one instant, to how many people by which way and in which language, and what is to be known of its day.</summary>
/// <param name="Round">Whose it is.</param>
/// <param name="Send">When, and which.</param>
/// <param name="Ways">How many people by which way.</param>
/// <param name="Problems">What to look at first.</param>
/// <param name="Notes">Those, and what is near.</param>
public sealed record SendLine(Round Round, DueSend Send, string Ways, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);

/// <summary>What the rehearsals of a plan and of one round share.</summary>
public abstract class RehearsalPage(AppDb db, ReadRehearsal rehearsal) : PageModel
{
    private const int LinesOnPage = 200;

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public string Heading { get; protected set; } = "";

    public string Address { get; protected set; } = "";

    public RehearsedRounds Rehearsed { get; private set; } = null!;

    /// <summary>Of this page, by round in the order of the plan.</summary>
    public IReadOnlyList<IGrouping<Round, SendLine>> Lines { get; private set; } = [];

    public IReadOnlyList<PlanNote> Problems { get; private set; } = [];

    public IReadOnlyDictionary<int, IReadOnlyList<string>> Differences { get; private set; } = new Dictionary<int, IReadOnlyList<string>>();

    public int Pages { get; private set; }

    public bool IsSendingPaused { get; private set; }

    /// <summary>Rounds of the plan before those that are shown can be compared with.</summary>
    protected async Task LoadAsync(int teamId, IReadOnlyList<Round> rounds, DateTime now)
    {
        IsSendingPaused = await db.Installations.AnyAsync(i => i.SendingPausedAt != null);
        Rehearsed = await rehearsal.RunAsync(teamId, [.. rounds.Select(r => r.Id)]);
        var lines = Rehearsed.Sends.GroupBy(s => (s.RoundId, s.Send.Number, s.Send.At)).Select(ToLine)
            .OrderBy(l => l.Round.OpensAt).ThenBy(l => l.Round.Id).ThenBy(l => l.Send.At).ThenBy(l => l.Send.Number).ToList();
        Pages = Math.Max(1, (lines.Count + LinesOnPage - 1) / LinesOnPage);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Lines = [.. lines.Skip((PageNumber - 1) * LinesOnPage).Take(LinesOnPage).GroupBy(l => l.Round)];
        Problems = [.. lines.SelectMany(l => l.Problems.Select(n => new PlanNote($"{l.Round.Name}, {SendWords.Of(l.Send.Number).ToLowerInvariant()}", n)))];
        var names = await NamesAsync(rounds);
        Differences = Rehearsed.Rounds.Skip(1).Zip(Rehearsed.Rounds, (after, before) => (after, before))
            .Where(pair => pair.after.Round.ClosesAt > now)
            .ToDictionary(pair => pair.after.Round.Id, pair => RoundDifference.Of(pair.before, pair.after, names));
    }

    private SendLine ToLine(IGrouping<(int RoundId, int Number, DateTime At), RehearsedSend> group)
    {
        var round = Rehearsed.Rounds.First(r => r.Round.Id == group.Key.RoundId).Round;
        var send = group.First().Send;
        var ways = group.GroupBy(s => s.To.Route).OrderBy(g => g.Key).Select(g => $"{g.Count():N0} by {SendWords.Of(g.Key)}");
        var languages = group.GroupBy(s => s.To.Language).Where(g => g.Key != "en").OrderBy(g => g.Key).Select(g => $"{g.Count():N0} in {SendWords.Language(g.Key)}");
        var onDay = PlanNotes.OnDay(send.At, round.Zone, round.Holidays, "Goes").ToList();
        IReadOnlyList<string> moved = send.MovedFrom is null ? [] : [SendWords.Moved(send, round)];
        // The table says in its own columns what goes when; it adds only why.
        IReadOnlyList<string> why = send.MovedFrom is null ? [] : [SendWords.Why(send, round)];
        return new(round, send, RoundWords.Joined(ways.Concat(languages)), [.. why, .. onDay], [.. moved, .. onDay, .. PlanNotes.Near(send.At, round.Zone, round.Holidays)]);
    }

    private async Task<Dictionary<int, string>> NamesAsync(IReadOnlyList<Round> rounds)
    {
        var versions = rounds.Select(r => r.QuestionnaireVersionId).Distinct().ToList();
        return (await db.QuestionnaireVersions.Where(v => versions.Contains(v.Id)).Select(v => new { v.Id, v.Questionnaire!.Title, v.Number }).ToListAsync())
            .ToDictionary(v => v.Id, v => $"“{v.Title}” version {v.Number}");
    }
}
