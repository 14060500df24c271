using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A plan: what to look at first, then its rounds with every dated message, then what was changed in it.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ShowModel(AppDb db, Scope scope, ReadRehearsal rehearsal, TimeProvider clock) : PageModel
{
    /// <param name="Round">With its questionnaire.</param>
    /// <param name="State">Now.</param>
    /// <param name="People">How many it asks.</param>
    /// <param name="Sends">Dates that are the same for everybody, with how many people; empty where each has a day of their own.</param>
    /// <param name="OwnSends">How many messages go on days of people's own.</param>
    public sealed record Line(Round Round, RoundState State, int People, IReadOnlyList<(DueSend Send, int People)> Sends, int OwnSends);

    public sealed record ChangeLine(DateTime At, string By, string Summary, string Reason);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    public Plan Plan { get; private set; } = null!;

    public bool MayLead { get; private set; }

    public bool MayWork { get; private set; }

    public int People { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<PlanNote> Problems { get; private set; } = [];

    public IReadOnlyList<ChangeLine> Changes { get; private set; } = [];

    public bool IsAnonymous => Lines.Any(l => l.Round.IdentityMode == IdentityMode.Anonymous);

    public bool HasPlanned => Lines.Any(l => l.State == RoundState.Planned);

    public string? DoneWords => Done switch
    {
        "made" when IsAnonymous => "The plan is made. Each round has an open link of its own.",
        "made" => "The plan is made. Nobody is written to until you add people.",
        "changed" => "The plan is changed. Rounds that have opened are as they were.",
        "ended" => "The plan has ended. The rounds that had not opened are cancelled.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Plan = await db.PlanAsync(scope, Right.See, Id);
        MayLead = scope.MayOnTeam(Right.Lead, Plan.Team!);
        MayWork = scope.MayOnTeam(Right.Work, Plan.Team!);
        People = await db.PlanPeople.CountAsync(p => p.PlanId == Id && p.LeftAt == null);
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = await db.RoundsOfPlanAsync(Id);
        var rehearsed = await rehearsal.RunAsync(Plan.TeamId, [.. rounds.Select(r => r.Id)]);
        var sends = rehearsed.Sends.ToLookup(s => s.RoundId);
        var people = rehearsed.Rounds.ToDictionary(r => r.Round.Id, r => r.People.Count);
        Lines = rounds.ConvertAll(r => ToLine(r, people.GetValueOrDefault(r.Id), [.. sends[r.Id]], now));
        Problems = [.. Lines.Where(l => l.State == RoundState.Planned).SelectMany(Notes)];
        Changes = await db.PlanChanges.Where(c => c.PlanId == Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .Select(c => new ChangeLine(c.At, db.Users.Where(a => a.Id == c.AccountId).Select(a => a.Name).FirstOrDefault() ?? "somebody", c.Summary, c.Reason))
            .ToListAsync();
    }

    private static Line ToLine(Round round, int people, List<RehearsedSend> sends, DateTime now)
    {
        var state = round.StateAt(now);
        if (round.IdentityMode == IdentityMode.Anonymous || state is RoundState.Cancelled or RoundState.Closed) return new(round, state, people, [], 0);
        if (round.DaysAfterStart is not null) return new(round, state, people, [], sends.Count);
        var counts = sends.GroupBy(s => s.Send.Number).ToDictionary(g => g.Key, g => g.Count());
        var dated = RoundSends.Of(round, round.OpensAt, round.ClosesAt, BankHolidays.DaysOff(round)).Where(s => s.At > now);
        return new(round, state, people, [.. dated.Select(s => (s, counts.GetValueOrDefault(s.Number)))], 0);
    }

    private static IEnumerable<PlanNote> Notes(Line line)
    {
        var round = line.Round;
        var times = new PlannedTimes(round.OpensLocal, round.OpensAt, round.ClosesLocal, round.ClosesAt, round.Zone);
        return PlanNotes.Of(round.Name, times, null, round.Holidays)
            .Concat(line.Sends.Where(s => s.Send.MovedFrom is not null).Select(s => new PlanNote(round.Name, SendWords.Moved(s.Send, round))))
            .Concat(line.Sends.Where(s => s.Send.Number > 0).SelectMany(s => PlanNotes.OnDay(s.Send.At, round.Zone, round.Holidays, $"{SendWords.Of(s.Send.Number)} goes"))
                .Select(text => new PlanNote(round.Name, text))).Distinct();
    }
}
