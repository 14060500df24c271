using FluentValidation;
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
public sealed class RequestsModel(AppDb db, CurrentAccount who, DecideForTwo decide, WhoMayConfirm may, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = [];

    /// <param name="Id">The request.</param>
    /// <param name="What">What was asked for.</param>
    /// <param name="Confirm">The button's words.</param>
    /// <param name="By">Who asked.</param>
    /// <param name="At">When.</param>
    /// <param name="Until">When it is decided, or carried out, or over.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IsMine">Whoever looks asked.</param>
    /// <param name="Programme">The name to type before it is erased.</param>
    /// <param name="Goes">How much goes with it; null where nothing does.</param>
    /// <param name="WhyNot">Why whoever looks cannot confirm it.</param>
    public sealed record Line(int Id, string What, string Confirm, string By, string At, string Until, string Reason, bool IsMine, string? Programme, string? Goes, string? WhyNot);

    public sealed class InputModel
    {
        public string? Name { get; set; }
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [FromQuery]
    public string? Done { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>Confirmed, and to be stopped still.</summary>
    public IReadOnlyList<Line> Agreed { get; private set; } = [];

    public bool IsYoung { get; private set; }

    public string? Notice => Done switch { "confirmed" => "It is confirmed.", "refused" => "It is refused.", "stopped" => "It is stopped.", _ => null };

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostConfirmAsync(int requestId) => this.PostAsync(Validator, Input, async () =>
    {
        await decide.RunAsync(requestId, confirmed: true, Input.Name);
        return Redirect("/privacy/requests?done=confirmed");
    }, LoadAsync);

    public async Task<IActionResult> OnPostRefuseAsync(int requestId)
    {
        await decide.RunAsync(requestId, confirmed: false);
        return Redirect("/privacy/requests?done=refused");
    }

    public async Task<IActionResult> OnPostStopAsync(int requestId)
    {
        await decide.StopAsync(requestId);
        return Redirect("/privacy/requests?done=stopped");
    }

    private async Task LoadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - TwoPersonRequest.Patience;
        IsYoung = await may.IsYoungAsync();
        Lines = await ReadAsync(db.TwoPersonRequests.Where(r => r.DecidedAt == null && r.AskedAt > since), r => r.AskedAt + TwoPersonRequest.Patience);
        Agreed = await ReadAsync(db.TwoPersonRequests.Where(r => r.IsConfirmed && r.UsableUntil > now && db.Programmes.Any(p => p.Id == r.ProgrammeId)), r => r.UsableUntil!.Value);
    }

    private async Task<IReadOnlyList<Line>> ReadAsync(IQueryable<TwoPersonRequest> requests, Func<TwoPersonRequest, DateTime> until)
    {
        var found = await requests.OrderBy(r => r.Id).Select(r => new
        {
            Request = r,
            By = db.Users.Where(a => a.Id == r.AskedByAccountId).Select(a => a.Name).FirstOrDefault(),
            Programme = db.Programmes.Where(p => p.Id == r.ProgrammeId).Select(p => p.Name).FirstOrDefault(),
            Round = db.Rounds.Where(x => x.Id == r.RoundId).Select(x => x.Name).FirstOrDefault(),
        }).ToListAsync();
        var (lines, zone) = (new List<Line>(), options.Value.Zone);
        foreach (var one in found)
        {
            var (request, erases) = (one.Request, one.Request.Kind == TwoPersonKind.EraseProgramme);
            lines.Add(new Line(request.Id, erases ? $"Erase the programme {one.Programme}" : $"Put names to the answers of {one.Round} ({one.Programme})",
                erases ? "Erase it for ever" : "Allow it for a day", one.By ?? "somebody who is gone", LocalTime.Words(request.AskedAt, zone), LocalTime.Words(until(request), zone),
                request.Reason, request.AskedByAccountId == who.RequiredId, erases ? one.Programme : null, erases ? await WhatGoes.WordsAsync(db, request.ProgrammeId) : null,
                request.DecidedAt is null && await may.WhyNotAsync(request) is { } problem ? $"{problem.Message}. {problem.WhatToDo}" : null));
        }

        return lines;
    }
}
