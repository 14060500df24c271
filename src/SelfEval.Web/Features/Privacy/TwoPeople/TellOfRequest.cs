using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>Inside the gate: all administrators, and of an erasure the leads of the programme, are told of each step of a request while there is time to object.</summary>
public sealed class TellOfRequest(AppDb db, AdministratorNotices administrators, LeadNotices leads, CurrentAccount who, TimeProvider clock)
{
    public const string Asked = "asked for", Confirmed = "confirmed", Refused = "refused", Stopped = "stopped", Done = "carried out";

    public async Task RunAsync(TwoPersonRequest request, string step)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var programme = await db.Programmes.Where(p => p.Id == request.ProgrammeId).Select(p => p.Name).SingleOrDefaultAsync();
        var what = request.Kind == TwoPersonKind.EraseProgramme ? $"erasing the programme {programme} with all that it gathered"
            : $"putting names to the answers of the round {await db.Rounds.Where(r => r.Id == request.RoundId).Select(r => r.Name).SingleOrDefaultAsync()} ({programme})";
        var (subject, key) = ($"{(request.Kind == TwoPersonKind.EraseProgramme ? "erasing a programme" : "names for answers")} was {step}", $"two-people:{request.Id}:{step.Replace(' ', '-')}");
        var sentences = $"{(who.IsKnown ? $"{who.Name}: {what} was {step}." : $"This was {step}: {what}.")}{Next(request, step)}";
        await administrators.WriteAsync(db, key, subject, sentences, "/privacy/requests", now);
        if (request.Kind != TwoPersonKind.EraseProgramme) return;
        foreach (var team in await db.Teams.Where(t => t.ProgrammeId == request.ProgrammeId).Select(t => t.Id).ToListAsync())
            await leads.WriteAsync(db, LetterKind.Notice, key, team, subject, $"{sentences} If this should not happen, tell an administrator of your service at once.", "/", now);
    }

    private static string Next(TwoPersonRequest request, string step) => (step, request.Kind) switch
    {
        (Asked, _) => " Another administrator has to confirm it within 7 days; any can refuse it.",
        (Confirmed, TwoPersonKind.EraseProgramme) => " It is carried out 24 hours later. Until then any administrator can stop it.",
        (Confirmed, _) => " Whoever asked can use it for a day. Until then any administrator can stop it.",
        _ => "",
    };
}
