using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>What the pages share that show an anonymous round's open link to the team.</summary>
public abstract class OpenLinkPage(Scope scope, Sealing sealing, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Round Round { get; private set; } = null!;

    public RoundState State { get; private set; }

    /// <summary>Null when the round has none, or when the keys that sealed it are gone.</summary>
    public string? Address { get; private set; }

    protected async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Work).Include(r => r.Team).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == Id).FirstOrNotFoundAsync();
        State = Round.StateAt(clock.GetUtcNow().UtcDateTime);
        if (Sealing.Open(sealing.Links, Round.SealedOpenLink) is { } secret)
            Address = $"{options.Value.PublicBaseUrl.TrimEnd('/')}/s/{secret}";
    }
}
