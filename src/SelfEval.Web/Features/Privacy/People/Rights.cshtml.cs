using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>For leads and administrators. The address is posted, so that it stands in no address bar and no log.</summary>
[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class RightsModel(CurrentAccount who, FindPerson find, SendPersonalFile send, ErasePerson erase) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = [];

    public sealed class InputModel
    {
        public string? By { get; set; } = SearchedFor.ByAddress;

        public string? Address { get; set; }

        public string? Name { get; set; }

        public string? Postcode { get; set; }

        public string? Code { get; set; }

        internal SearchedFor Wanted => new(By, Address, Name, Postcode, Code);
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [FromQuery]
    public string? Done { get; set; }

    /// <summary>Null before anybody was looked for.</summary>
    public Search? Found { get; private set; }

    public bool MayErase => who.IsAdministrator;

    public bool MayLookByReceipt => find.MayLookByReceipt;

    public string? Notice => Done switch
    {
        "sent" => "The link to their file is on its way to them.",
        "erased" => "The person is erased.",
        _ => null,
    };

    public void OnGet()
    {
        _ = find.Within();
    }

    public Task<IActionResult> OnPostFindAsync() => this.PostAsync(Validator, Input, async () =>
    {
        Found = await find.RunAsync(Input.Wanted);
        return Page();
    });

    public async Task<IActionResult> OnPostSendAsync(int personId, string? receipt)
    {
        await send.RunAsync(personId, receipt);
        return Redirect("/privacy/people?done=sent");
    }

    public async Task<IActionResult> OnPostEraseAsync(int personId)
    {
        await erase.RunAsync(personId);
        return Redirect("/privacy/people?done=erased");
    }
}
