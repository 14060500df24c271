using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

[Authorize(Policy = Access.Administrator)]
[TakesAway("Confirm")]
public sealed class RequestsModel(AppDb db, CurrentAccount who, DecideForTwo decide, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    public sealed record Line(int Id, string What, string Confirm, string By, string At, string Until, string Reason, bool IsMine);

    [FromQuery]
    public string? Done { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string? Notice => Done switch { "confirmed" => "It is confirmed.", "refused" => "It is refused.", _ => null };

    public async Task OnGetAsync()
    {
        var since = clock.GetUtcNow().UtcDateTime - TwoPersonRequest.Patience;
        var waiting = await db.TwoPersonRequests.Where(r => r.DecidedAt == null && r.AskedAt > since).OrderBy(r => r.Id)
            .Select(r => new
            {
                Request = r,
                By = db.Users.Where(a => a.Id == r.AskedByAccountId).Select(a => a.Name).FirstOrDefault(),
                Programme = db.Programmes.Where(p => p.Id == r.ProgrammeId).Select(p => p.Name).FirstOrDefault(),
                Round = db.Rounds.Where(x => x.Id == r.RoundId).Select(x => x.Name).FirstOrDefault(),
            }).ToListAsync();
        Lines = waiting.ConvertAll(w => new Line(w.Request.Id,
            w.Request.Kind == TwoPersonKind.EraseProgramme ? $"Erase the programme {w.Programme}" : $"Put names to the answers of {w.Round} ({w.Programme})",
            w.Request.Kind == TwoPersonKind.EraseProgramme ? "Erase it for ever" : "Allow it for a day",
            w.By ?? "somebody who is gone", LocalTime.Words(w.Request.AskedAt, options.Value.Zone), LocalTime.Words(w.Request.AskedAt + TwoPersonRequest.Patience, options.Value.Zone),
            w.Request.Reason, w.Request.AskedByAccountId == who.RequiredId));
    }

    public async Task<IActionResult> OnPostConfirmAsync(int requestId)
    {
        await decide.RunAsync(requestId, confirmed: true);
        return Redirect("/privacy/requests?done=confirmed");
    }

    public async Task<IActionResult> OnPostRefuseAsync(int requestId)
    {
        await decide.RunAsync(requestId, confirmed: false);
        return Redirect("/privacy/requests?done=refused");
    }
}
