using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations;

[Authorize(Policy = Access.Administrator)]
[TakesAway("Drop")]
public sealed class MessagesModel(
    MessagesAhead ahead, PauseSending pause, ResumeSending resume, DropLateMessages drop, TryMessagesAgain again, IOptions<SelfEvalOptions> options) : PageModel
{
    private const string Here = "/operations/messages?done=";

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public MessagesAhead.Content Ahead { get; private set; } = null!;

    public string? Notice => Done switch
    {
        "paused" => "Sending is paused. Nothing goes until you resume it.",
        "resumed" => "Sending goes on. What is due goes within a minute.",
        "dropped" => "What was more than 24 hours late is dropped.",
        "again" => "What failed is tried again within a minute.",
        _ => null,
    };

    public async Task OnGetAsync() => Ahead = await ahead.ReadAsync();

    public async Task<IActionResult> OnPostPauseAsync()
    {
        await pause.RunAsync();
        return LocalRedirect(Here + "paused");
    }

    public async Task<IActionResult> OnPostResumeAsync()
    {
        await resume.RunAsync();
        return LocalRedirect(Here + "resumed");
    }

    public async Task<IActionResult> OnPostDropAsync()
    {
        await drop.RunAsync();
        return LocalRedirect(Here + "dropped");
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        await again.RunAsync();
        return LocalRedirect(Here + "again");
    }

    public string Time(DateTime utc) => LocalTime.Words(utc, options.Value.Zone);

    public static string Route(SendRoute route) => route == SendRoute.Sms ? "Text messages" : "Email";

    public static string Messages(int count) => count == 1 ? "1 message" : $"{count:N0} messages";
}
