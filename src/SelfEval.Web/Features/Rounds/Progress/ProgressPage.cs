using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>What the page and its part that brings itself up to date both show.</summary>
public abstract class ProgressPage(AppDb db, Scope scope, SendingState sending, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Round Round { get; private set; } = null!;

    public RoundState State { get; private set; }

    public RoundCounts Counts { get; private set; } = null!;

    public RoundProgress Detail { get; private set; } = null!;

    public IReadOnlyList<AlarmWords> Alarms { get; private set; } = [];

    /// <summary>Why nothing goes, where something would.</summary>
    public string? Paused { get; private set; }

    public string Next { get; private set; } = "";

    public string AsOf { get; private set; } = "";

    public bool MayLead { get; private set; }

    public bool MayWork { get; private set; }

    public bool IsAnonymous => Round.IdentityMode == IdentityMode.Anonymous;

    /// <summary>A round that is over changes no more, so nothing asks for it again.</summary>
    public bool IsLive => State is RoundState.Planned or RoundState.Open;

    protected AppDb Db => db;

    protected async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.See).Include(r => r.Team).Include(r => r.Plan).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == Id).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Round.Team!);
        MayWork = scope.MayOnTeam(Right.Work, Round.Team!);
        var now = clock.GetUtcNow().UtcDateTime;
        State = Round.StateAt(now);
        Counts = await RoundCounts.ReadAsync(db, Id);
        var sites = await db.Sites.Where(s => s.TeamId == Round.TeamId).ToDictionaryAsync(s => s.Id, s => s.Name);
        Detail = RoundProgress.Of(Round, Counts, sites);
        if (MayWork)
            Alarms = [.. (await db.Alarms.Where(a => a.RoundId == Id && a.ClearedAt == null).ToListAsync())
                .GroupBy(a => a.Kind).OrderBy(g => g.Key).Select(g => AlarmWords.Of(g.OrderByDescending(a => a.Count).First(), Round))];
        if (IsLive && !IsAnonymous) Paused = (await sending.ReadAsync())?.Words(Round.Zone);
        Next = RoundWords.Next(Round, Counts, now);
        AsOf = LocalTime.Words(now, Round.Zone);
    }
}
