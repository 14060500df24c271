using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Bounces;

/// <summary>Where a lead says which addresses came back, as their mail system reports them.</summary>
[Authorize(Policy = Access.TeamLead)]
[RequestSizeLimit(3 * PostedList.LongestFile)]
[RequestFormLimits(ValueLengthLimit = PostedList.LongestFile, MultipartBodyLengthLimit = PostedList.LongestFile)]
public sealed class BouncesModel(Scope scope, MarkBounced mark) : PageModel
{
    private static readonly InlineValidator<InputForm> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public Round Round { get; private set; } = null!;

    public MarkBounced.Marked? Marked { get; private set; }

    public IReadOnlyList<int> Unread { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var text = Input.File is { Length: > 0 } file ? (await PostedList.ReadAsync(file)).Text : Input.Text;
            if (string.IsNullOrWhiteSpace(text)) throw new InvalidInput("Text", "Paste the addresses that came back, or choose a file");
            var read = ReturnedAddresses.Read(text);
            if (read.Addresses.Count == 0) throw new InvalidInput("Text", "There is no email address and no telephone number in this");
            if (read.Addresses.Count > ReturnedAddresses.Most) throw new InvalidInput("Text", $"Give at most {ReturnedAddresses.Most:N0} addresses at a time");
            Unread = read.Unread;
            Marked = await mark.RunAsync(Id, read.Addresses);
            (Input.Text, Input.File) = (null, null);
            ModelState.Clear();
            return Page();
        });
    }

    private async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
    }

    public sealed class InputForm
    {
        public string? Text { get; set; }

        public IFormFile? File { get; set; }
    }
}
