using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>One line of a rehearsal: a message of a round at one instant, to how many people by which way and in which language, and what is to be known of its day.</summary>
/// <param name="Round">Whose it is.</param>
/// <param name="Send">When, and which.</param>
/// <param name="Ways">How many people by which way.</param>
/// <param name="Problems">What to look at first.</param>
/// <param name="Notes">Those, and what is near.</param>
public sealed record SendLine(Round Round, DueSend Send, string Ways, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);

/// <summary>What the rehearsals of a plan and of one round share.</summary>
public abstract class RehearsalPage(AppDb db, Scope scope, ReadRehearsal rehearsal, SendingState sending) : PageModel
{
    private const int LinesOnPage = 200;

    protected Scope Scope => scope;

    protected AppDb Db => db;

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

    /// <summary>Why nothing goes at the moment.</summary>
    public string? Paused { get; private set; }

    /// <summary>How many people of a plan no round will ask, by why.</summary>
    public IReadOnlyDictionary<NotAskedReason, int> NotAsked { get; protected set; } = new Dictionary<NotAskedReason, int>();

    /// <summary>In whose words each round writes.</summary>
    public IReadOnlyDictionary<int, string> Texts { get; private set; } = new Dictionary<int, string>();

    /// <summary>Whether whoever looks may read and change the texts.</summary>
    public bool MayLead { get; private set; }

    /// <summary>Rounds of the plan before those that are shown can be compared with.</summary>
    protected async Task LoadAsync(int teamId, IReadOnlyList<Round> rounds, DateTime now)
    {
        if (rounds.Count > 0) Paused = (await sending.ReadAsync())?.Words(rounds[0].Zone);
        MayLead = await scope.Teams(Right.Lead).AnyAsync(t => t.Id == teamId);
        Rehearsed = await rehearsal.RunAsync(teamId, [.. rounds.Select(r => r.Id)]);
        Texts = await TextsAsync(rounds);
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

    private async Task<Dictionary<int, string>> TextsAsync(IReadOnlyList<Round> rounds)
    {
        var (ids, plans) = (rounds.Select(r => (int?)r.Id).ToList(), rounds.Select(r => r.PlanId).Distinct().ToList());
        var texts = await db.MessageTexts.Where(t => ids.Contains(t.RoundId) || (t.PlanId != null && plans.Contains(t.PlanId)))
            .Select(t => new { t.RoundId, t.PlanId, t.Kind, t.Route, t.Language }).ToListAsync();
        return rounds.ToDictionary(r => r.Id, round =>
        {
            var own = texts.Where(t => t.RoundId == round.Id).Select(t => (t.Kind, t.Route, t.Language)).ToHashSet();
            var plan = texts.Count(t => t.PlanId is not null && t.PlanId == round.PlanId && !own.Contains((t.Kind, t.Route, t.Language)));
            List<string> said = [];
            if (own.Count > 0) said.Add(own.Count == 1 ? "1 text is the round’s own" : $"{own.Count} texts are the round’s own");
            if (plan > 0) said.Add(plan == 1 ? "1 text is the plan’s" : $"{plan} texts are the plan’s");
            var words = said.Count == 0 ? "The texts are as shipped" : $"{RoundWords.Joined(said)}; all others are as shipped";
            return IsWelshMissing(round.Id) ? $"{words}. Whoever reads Welsh is told in the message that the questions are in English only" : words;
        });
    }

    /// <summary>Whether somebody is written to in Welsh about questions that have none.</summary>
    private bool IsWelshMissing(int roundId)
    {
        var asking = Rehearsed.Rounds.First(r => r.Round.Id == roundId);
        return !asking.Languages.Any(IsWelsh) && asking.People.Any(p => IsWelsh(p.Language) && p.Address is not null);
    }

    private static bool IsWelsh(string language) => language.StartsWith("cy", StringComparison.OrdinalIgnoreCase);

    private SendLine ToLine(IGrouping<(int RoundId, int Number, DateTime At), RehearsedSend> group)
    {
        var round = Rehearsed.Rounds.First(r => r.Round.Id == group.Key.RoundId).Round;
        var send = group.First().Send;
        var ways = group.GroupBy(s => s.To.Route).OrderBy(g => g.Key).Select(g => $"{g.Count():N0} by {SendWords.Of(g.Key)}");
        var languages = group.GroupBy(s => s.To.Language).Where(g => g.Key != "en").OrderBy(g => g.Key)
            .Select(g => $"{(g.Count() == group.Count() ? "all" : $"{g.Count():N0} of them")} in {SendWords.Language(g.Key)}").ToList();
        var spoken = languages.Count == 0 ? "" : $" ({string.Join(", ", languages)})";
        var onDay = PlanNotes.OnDay(send.At, round.Zone, round.Holidays, "Goes").ToList();
        IReadOnlyList<string> moved = send.MovedFrom is null ? [] : [SendWords.Moved(send, round)];
        // The table says in its own columns what goes when; it adds only why.
        IReadOnlyList<string> why = send.MovedFrom is null ? [] : [SendWords.Why(send, round)];
        return new(round, send, RoundWords.Joined(ways) + spoken, [.. why, .. onDay], [.. moved, .. onDay, .. PlanNotes.Near(send.At, round.Zone, round.Holidays)]);
    }

    private async Task<Dictionary<int, string>> NamesAsync(IReadOnlyList<Round> rounds)
    {
        var versions = rounds.Select(r => r.QuestionnaireVersionId).Distinct().ToList();
        return (await db.QuestionnaireVersions.Where(v => versions.Contains(v.Id)).Select(v => new { v.Id, v.Questionnaire!.Title, v.Number }).ToListAsync())
            .ToDictionary(v => v.Id, v => $"“{v.Title}” version {v.Number}");
    }
}
