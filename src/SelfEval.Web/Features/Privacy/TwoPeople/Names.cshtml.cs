using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

[Authorize(Policy = Access.TeamLead)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class NamesModel(AppDb db, Scope scope, AskForTwo ask, RevealNames reveal, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<ReasonInput> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public ReasonInput Input { get; set; } = new();

    public Round Round { get; private set; } = null!;

    public bool IsPossible => Round.IdentityMode == IdentityMode.Identified && Round.MayReveal;

    public TwoPersonRequest? Usable { get; private set; }

    public TwoPersonRequest? Waiting { get; private set; }

    public string? Notice => Done == "asked" ? "It is asked for. An administrator has to confirm it." : null;

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await ask.RevealAsync(Id, Input.Reason);
        return Redirect($"/rounds/{Id}/names?done=asked");
    }, LoadAsync);

    public async Task<IActionResult> OnPostDownloadAsync()
    {
        var file = await reveal.RunAsync(Id);
        Response.Headers.CacheControl = "no-store";
        return File(file, "text/csv; charset=utf-8", $"selfeval-round-{Id}-names.csv");
    }

    private async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Usable = await reveal.UsableAsync(Id);
        var since = clock.GetUtcNow().UtcDateTime - TwoPersonRequest.Patience;
        Waiting = await db.TwoPersonRequests.Where(r => r.Kind == TwoPersonKind.RevealIdentities && r.RoundId == Id && r.DecidedAt == null && r.AskedAt > since).FirstOrDefaultAsync();
    }
}

/// <summary>Why something is needed.</summary>
public sealed class ReasonInput
{
    public string? Reason { get; set; }
}
