using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

[Authorize(Policy = Access.Administrator)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class EraseModel(AppDb db, Scope scope, AskForTwo ask, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<ReasonInput> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public ReasonInput Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public string Goes { get; private set; } = "";

    public TwoPersonRequest? Waiting { get; private set; }

    public string? Notice => Done == "asked" ? "It is asked for. Another administrator has to confirm it." : null;

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await ask.EraseAsync(Id, Input.Reason);
        return Redirect($"/programmes/{Id}/erase?done=asked");
    }, LoadAsync);

    private async Task LoadAsync()
    {
        Name = (await scope.Programmes(Right.Administer).Where(p => p.Id == Id).FirstOrNotFoundAsync()).Name;
        Goes = await WhatGoes.WordsAsync(db, Id);
        var since = clock.GetUtcNow().UtcDateTime - TwoPersonRequest.Patience;
        Waiting = await db.TwoPersonRequests.Where(r => r.Kind == TwoPersonKind.EraseProgramme && r.ProgrammeId == Id && (r.IsConfirmed || (r.DecidedAt == null && r.AskedAt > since))).FirstOrDefaultAsync();
    }
}
