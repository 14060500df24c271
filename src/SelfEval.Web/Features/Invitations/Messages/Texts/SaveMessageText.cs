using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages.Texts;

/// <summary>Gives a round, or a plan, words of its own for a message, or takes them away again.</summary>
public sealed class SaveMessageText(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    /// <param name="owner">Whose text it is.</param>
    /// <param name="kind">Which message.</param>
    /// <param name="route">By which way.</param>
    /// <param name="language">One of <see cref="MessageLanguage.All"/>.</param>
    /// <param name="wording">Null for the text that counts without one.</param>
    public async Task RunAsync(TextOwner owner, MessageKind kind, SendRoute route, string language, Wording? wording)
    {
        if (wording is not null) wording = Check(route, wording);
        await gate.RunAsync(db, async () =>
        {
            var place = await TextPlace.LedAsync(db, scope, owner, clock.GetUtcNow().UtcDateTime);
            if (place.IsOver) throw owner.RoundId is null ? InvitationsProblems.PlanIsOver() : InvitationsProblems.RoundIsOver();
            var text = await db.MessageTexts.SingleOrDefaultAsync(t => t.RoundId == owner.RoundId && t.PlanId == owner.PlanId && t.Kind == kind && t.Route == route && t.Language == language);
            if (wording is null)
            {
                if (text is null) return;
                db.MessageTexts.Remove(text);
            }
            else if (text is null)
            {
                db.MessageTexts.Add(new MessageText { RoundId = owner.RoundId, PlanId = owner.PlanId, Kind = kind, Route = route, Language = language, Subject = wording.Subject, Body = wording.Body });
            }
            else
            {
                (text.Subject, text.Body) = (wording.Subject, wording.Body);
            }

            audit.Add(wording is null ? "messages.text_reset" : "messages.text_changed", owner.Subject, place.Team.ProgrammeId, place.Team.Id, $"{kind}, {route}, {language}");
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
