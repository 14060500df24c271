using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>What the page and its part that brings itself up to date both show.</summary>
public abstract class ProgressPage(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Round Round { get; private set; } = null!;

    public RoundState State { get; private set; }

    public RoundCounts Counts { get; private set; } = null!;

    public RoundProgress Detail { get; private set; } = null!;

    public IReadOnlyList<AlarmWords> Alarms { get; private set; } = [];

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
        Detail = await RoundProgress.ReadAsync(db, Round);
        if (MayWork)
            Alarms = [.. (await db.Alarms.Where(a => a.RoundId == Id && a.ClearedAt == null).OrderBy(a => a.Kind).ToListAsync()).Select(a => AlarmWords.Of(a, Round))];
        Next = RoundWords.Next(Round, Counts, now);
        AsOf = LocalTime.Words(now, Round.Zone);
    }
}
