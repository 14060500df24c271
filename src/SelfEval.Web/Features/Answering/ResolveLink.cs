using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>What a secret link leads to.</summary>
/// <param name="Round">With its team and programme.</param>
/// <param name="Window">When it is open for whoever has the link.</param>
/// <param name="Invitation">Null for an open link.</param>
/// <param name="Form">The questionnaire, ready to be asked.</param>
public sealed record ResolvedLink(Round Round, PersonWindow Window, Invitation? Invitation, ParticipantForm Form)
{
    public string? RespondentKey => Invitation is null ? null : RespondentKeyOf(Invitation.Id);

    public static string RespondentKeyOf(int invitationId) =>
        "i" + invitationId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Null where the answers came another way than by a personal link.</summary>
    public static int? InvitationIdOf(string respondentKey) =>
        respondentKey[0] == 'i' && int.TryParse(respondentKey.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Finds what a link opens, or refuses without telling a stranger why. Reads only: mail scanners follow links.</summary>
public sealed class ResolveLink(AppDb db, ParticipantForms forms, TimeProvider clock)
{
    private const int SecretLength = 22;

    // Compiled once: this is what every participant begins with. A compiled query keeps the tracking it was first run
    // with, so there is one for looking and one for changing.
    private static readonly Func<AppDb, byte[], Task<Invitation?>> LookForInvitation = EF.CompileAsyncQuery((AppDb db, byte[] hash) => db.Invitations.AsNoTracking()
        .Include(i => i.Person).Include(i => i.Round!.Team!.Programme).SingleOrDefault(i => i.TokenHash == hash));

    private static readonly Func<AppDb, byte[], Task<Invitation?>> TakeInvitation = EF.CompileAsyncQuery((AppDb db, byte[] hash) => db.Invitations.AsTracking()
        .Include(i => i.Person).Include(i => i.Round!.Team!.Programme).SingleOrDefault(i => i.TokenHash == hash));

    private static readonly Func<AppDb, byte[], Task<Round?>> LookForOpenLink = EF.CompileAsyncQuery((AppDb db, byte[] hash) => db.Rounds.AsNoTracking()
        .Include(r => r.Team!.Programme).SingleOrDefault(r => r.OpenLinkHash == hash));

    public async Task<ResolvedLink> RunAsync(string secret)
    {
        if (secret.Length != SecretLength) throw AnsweringProblems.LinkNotUsable();
        var hash = Secrets.Hash(secret);
        var invitation = await (db.IsInGate ? TakeInvitation : LookForInvitation)(db, hash);
        var round = invitation?.Round ?? await LookForOpenLink(db, hash);
        if (round is null || invitation?.CompletedOn is not null) throw AnsweringProblems.LinkNotUsable();

        var now = clock.GetUtcNow().UtcDateTime;
        var window = invitation?.Window(round) ?? round.Window();
        switch (round.StateAt(now, window))
        {
            case RoundState.Cancelled:
                throw AnsweringProblems.LinkNotUsable();
            case RoundState.Planned:
                throw AnsweringProblems.NotOpenYet(round, window);
            case RoundState.Closed when !round.TakesAnswers(now, window, alreadyStarted: invitation?.StartedOn is not null):
                throw AnsweringProblems.Closed();
            default:
                return new ResolvedLink(round, window, invitation, await FormOfAsync(round.QuestionnaireVersionId));
        }
    }

    private async Task<ParticipantForm> FormOfAsync(int versionId) =>
        forms.Find(versionId) ?? forms.Keep(versionId,
            await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Document).SingleAsync());
}
