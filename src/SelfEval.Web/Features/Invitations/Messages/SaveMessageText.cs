using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>Gives a round words of its own for a message, or takes them away again.</summary>
public sealed class SaveMessageText(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    /// <param name="roundId">The round.</param>
    /// <param name="kind">Which message.</param>
    /// <param name="route">By which way.</param>
    /// <param name="language">One of <see cref="MessageLanguage.All"/>.</param>
    /// <param name="wording">Null for the shipped text, or the plan's.</param>
    public async Task RunAsync(int roundId, MessageKind kind, SendRoute route, string language, Wording? wording)
    {
        if (wording is not null) wording = Check(route, wording);
        await gate.RunAsync(db, async () =>
        {
            var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
            if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
            if (round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.RoundIsOver();
            var text = await db.MessageTexts.SingleOrDefaultAsync(t => t.RoundId == roundId && t.Kind == kind && t.Route == route && t.Language == language);
            if (wording is null)
            {
                if (text is null) return;
                db.MessageTexts.Remove(text);
            }
            else if (text is null)
            {
                db.MessageTexts.Add(new MessageText { RoundId = roundId, Kind = kind, Route = route, Language = language, Subject = wording.Subject, Body = wording.Body });
            }
            else
            {
                (text.Subject, text.Body) = (wording.Subject, wording.Body);
            }

            audit.Add(wording is null ? "messages.text_reset" : "messages.text_changed", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"{kind}, {route}, {language}");
            await db.SaveChangesAsync();
        });
    }

    /// <summary>The text as it is kept, or a refusal at the field.</summary>
    public static Wording Check(SendRoute route, Wording typed)
    {
        // Checked before it is trimmed: a line break at the end of a subject is one too many.
        var faults = MessageTextRules.Faults(route, typed);
        if (faults.Count > 0) throw new InvalidInput(faults.ToDictionary(f => f.Key, f => new[] { f.Value }));
        return new(route == SendRoute.Email ? typed.Subject.Trim() : "", PlainText.Tidy(typed.Body)!);
    }
}
