using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>
/// A list is pasted or uploaded, checked line by line, shown as what will happen, and only then added. Nothing of a
/// list with mistakes is added unless the person says that its wrong lines may be left out.
/// </summary>
[Authorize(Policy = Access.TeamLead)]
[RequestFormLimits(ValueLengthLimit = 2 * PostedList.LongestFile, MultipartBodyLengthLimit = 3 * PostedList.LongestFile)]
public sealed class AddPeopleModel(AppDb db, Scope scope, InvitePeople invite, TimeProvider clock) : PageModel
{
    private static readonly InlineValidator<InputForm> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public Round Round { get; private set; } = null!;

    public bool IsOpen { get; private set; }

    public IReadOnlyDictionary<string, int> Sites { get; private set; } = new Dictionary<string, int>();

    /// <summary>Set once a list has been read.</summary>
    public PeopleList? List { get; private set; }

    /// <summary>Set on the page that says what will happen.</summary>
    public Invitees? Invitees { get; private set; }

    public bool MayLeaveOut => List is { IsUnreadable: false, Problems.Count: > 0, People.Count: > 0 };

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostCheckAsync() => ReadAsync(async people =>
    {
        Invitees = await invite.CheckAsync(Id, people);
        return Page();
    });

    public Task<IActionResult> OnPostAddAsync() => ReadAsync(async people =>
    {
        var done = await invite.RunAsync(Id, people);
        return Redirect($"/rounds/{Id}/people?done=added&added={done.New}");
    });

    public async Task<IActionResult> OnPostChangeAsync()
    {
        await LoadAsync();
        return Page();
    }

    private async Task<IActionResult> ReadAsync(Func<IReadOnlyList<NewPerson>, Task<IActionResult>> act)
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            if (Input.File is { Length: > 0 } file)
            {
                Input.Text = await PostedList.ReadAsync(file);
                ModelState.Remove("Input.Text"); // so that the page shows the file's lines
            }

            if (string.IsNullOrWhiteSpace(Input.Text)) throw new InvalidInput("Text", "Paste a list of people, or choose a file");
            if (Input.Text.Length > PostedList.LongestFile) throw new InvalidInput("Text", "The list is too long. Add at most 10,000 people at a time");
            List = PeopleList.Read(Input.Text, Sites);
            if (List.IsUnreadable) throw new InvalidInput("Text", "The list cannot be read. The table below says why");
            if (List.People.Count == 0) throw new InvalidInput("Text", "The list has nobody who can be added");
            if (List.Problems.Count > 0 && !Input.LeaveOut)
                throw new InvalidInput("Text", List.Problems.Count == 1
                    ? "1 thing in the list is not right. Nobody has been added"
                    : $"{List.Problems.Count:N0} things in the list are not right. Nobody has been added");
            return await act(List.People);
        });
    }

    private async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        var state = Round.StateAt(clock.GetUtcNow().UtcDateTime);
        if (state is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.RoundIsOver();
        IsOpen = state == RoundState.Open;
        var sites = await db.Sites.Where(s => s.TeamId == Round.TeamId).OrderBy(s => s.Name).ToListAsync();
        Sites = sites.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
    }

    public sealed class InputForm
    {
        public string? Text { get; set; }

        public IFormFile? File { get; set; }

        public bool LeaveOut { get; set; }
    }
}
