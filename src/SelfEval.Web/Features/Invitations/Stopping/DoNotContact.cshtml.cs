using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>Whom no team of a programme writes to: hints only, since an address on it was to be forgotten. For leads of its teams.</summary>
[Authorize(Policy = Access.TeamLead)]
[TakesAway("Remove")]
public sealed class DoNotContactModel(AppDb db, Scope scope, NotToContact notTo, ListAddress list) : PageModel
{
    private const int OnPage = 100;
    private static readonly InlineValidator<InputForm> Validator = [];

    public sealed record Line(string Hint, DoNotContactReason Reason, DateTime AddedAt, bool ByThemselves);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public Programme Programme { get; private set; } = null!;

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + OnPage - 1) / OnPage);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>The answer to "is it on the list?".</summary>
    public string? Answer { get; private set; }

    public string? DoneWords => Done switch
    {
        "added" => "The address is on the list. Nobody of this programme writes to it.",
        "removed" => "The address is off the list. Later rounds can invite it again.",
        _ => null,
    };

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAddAsync() => ActAsync(async () =>
    {
        if (!Enum.TryParse<DoNotContactReason>(Input.Reason, out var reason) || !Enum.IsDefined(reason)) throw new InvalidInput("Reason", "Choose a reason");
        await list.AddAsync(Id, Input.Address, reason);
        return Redirect($"/programmes/{Id}/do-not-contact?done=added");
    });

    public Task<IActionResult> OnPostRemoveAsync() => ActAsync(async () =>
    {
        await list.RemoveAsync(Id, Input.RemoveAddress, Input.Why);
        return Redirect($"/programmes/{Id}/do-not-contact?done=removed");
    });

    public Task<IActionResult> OnPostLookAsync() => ActAsync(async () =>
    {
        var found = await notTo.FindAsync(Id, TypedAddress.Need("LookFor", Input.LookFor));
        Answer = found is null
            ? "That address is not on the list."
            : $"That address is on the list since {LocalTime.Date(found.AddedAt)}: {People.ReasonWords.Of(found.Reason).ToLowerInvariant()}.";
        return Page();
    });

    private async Task<IActionResult> ActAsync(Func<Task<IActionResult>> act)
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, act);
    }

    private async Task LoadAsync()
    {
        Programme = await ListAddress.LedProgramme(db, scope, Id).FirstOrNotFoundAsync();
        Total = await db.DoNotContacts.CountAsync(d => d.ProgrammeId == Id);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Lines = await db.DoNotContacts.Where(d => d.ProgrammeId == Id).OrderByDescending(d => d.Id).Skip((PageNumber - 1) * OnPage).Take(OnPage)
            .Select(d => new Line(d.Hint, d.Reason, d.AddedAt, d.AddedByAccountId == null)).ToListAsync();
    }

    public sealed class InputForm
    {
        public string? Address { get; set; }

        public string? Reason { get; set; }

        public string? LookFor { get; set; }

        public string? RemoveAddress { get; set; }

        public string? Why { get; set; }
    }
}
