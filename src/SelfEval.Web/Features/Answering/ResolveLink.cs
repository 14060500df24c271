using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>What a secret link leads to.</summary>
/// <param name="Round">With its team and programme.</param>
/// <param name="Invitation">Null for an open link.</param>
/// <param name="Form">The questionnaire, ready to be asked.</param>
public sealed record ResolvedLink(Round Round, Invitation? Invitation, ParticipantForm Form)
{
    public string? RespondentKey => Invitation is null ? null : RespondentKeyOf(Invitation.Id);

    public static string RespondentKeyOf(int invitationId) =>
        "i" + invitationId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Finds what a link opens, or refuses without telling a stranger why. Reads only: mail scanners follow links.</summary>
public sealed class ResolveLink(AppDb db, ParticipantForms forms, TimeProvider clock)
{
    private const int SecretLength = 22;

    public async Task<ResolvedLink> RunAsync(string secret)
    {
        if (secret.Length != SecretLength) throw AnsweringProblems.LinkNotUsable();
        var hash = Secrets.Hash(secret);
        var invitation = await db.Invitations
            .Include(i => i.Person)
            .Include(i => i.Round).ThenInclude(r => r!.Team).ThenInclude(t => t!.Programme)
            .SingleOrDefaultAsync(i => i.TokenHash == hash);
        var round = invitation?.Round ?? await db.Rounds
            .Include(r => r.Team).ThenInclude(t => t!.Programme)
            .SingleOrDefaultAsync(r => r.OpenLinkHash == hash);
        if (round is null || invitation?.CompletedOn is not null) throw AnsweringProblems.LinkNotUsable();

        var now = clock.GetUtcNow().UtcDateTime;
        switch (round.StateAt(now))
        {
            case RoundState.Cancelled:
                throw AnsweringProblems.LinkNotUsable();
            case RoundState.Planned:
                throw AnsweringProblems.NotOpenYet(round);
            case RoundState.Closed when !round.TakesAnswers(now, alreadyStarted: invitation?.StartedOn is not null):
                throw AnsweringProblems.Closed();
            default:
                return new ResolvedLink(round, invitation, await FormOfAsync(round.QuestionnaireVersionId));
        }
    }

    private async Task<ParticipantForm> FormOfAsync(int versionId) =>
        forms.Find(versionId) ?? forms.Keep(versionId,
            await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Document).SingleAsync());
}
