using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>A response as a page needs it.</summary>
/// <param name="Session">By which it was found.</param>
/// <param name="Response">The row.</param>
/// <param name="Round">Of the response.</param>
/// <param name="Window">When the round is open for whoever answers.</param>
/// <param name="TeamName">Who asks.</param>
/// <param name="HelpText">Of the programme.</param>
/// <param name="Form">The questionnaire.</param>
public sealed record OpenedResponse(AnsweringSession Session, Response Response, Round Round, PersonWindow Window, string TeamName, string? HelpText, ParticipantForm Form)
{
    private AnswerSheet? _answers;

    public AnswerSheet Answers => _answers ??= AnswerSheet.Read(Response.Answers);

    public bool TakesAnswers(DateTime now) => Round.TakesAnswers(now, Window, alreadyStarted: true);

    public bool IsLate(DateTime now) => now >= Window.ClosesAt;

    public IReadOnlySet<string> ShownWith(AnswerSheet answers) => Shown.Items(Form.Document.Items, answers);
}

/// <summary>Finds the response of the session that a URL names.</summary>
public sealed class OpenResponse(AppDb db, ParticipantForms forms, Sealing sealing, IHttpContextAccessor http)
{
    // Compiled once: every step of every participant asks this. A compiled query keeps the tracking it was first run
    // with, so there is one for looking and one for changing.
    private static readonly Func<AppDb, Guid, Task<Found?>> Look = EF.CompileAsyncQuery((AppDb db, Guid id) => db.Responses.AsNoTracking()
        .Where(r => r.Id == id)
        .Select(r => new Found(r, r.Round!, r.Round!.Team!.Name, r.Round.Team.Programme!.HelpText))
        .SingleOrDefault());

    private static readonly Func<AppDb, Guid, Task<Found?>> Take = EF.CompileAsyncQuery((AppDb db, Guid id) => db.Responses.AsTracking()
        .Where(r => r.Id == id)
        .Select(r => new Found(r, r.Round!, r.Round!.Team!.Name, r.Round.Team.Programme!.HelpText))
        .SingleOrDefault());

    public AnsweringSession Session(string handle) =>
        AnsweringSession.Read(http.HttpContext!, sealing, handle) ?? throw AnsweringProblems.SessionEnded();

    public async Task<OpenedResponse> RunAsync(AnsweringSession session)
    {
        var found = await (db.IsInGate ? Take : Look)(db, session.ResponseId) ?? throw AnsweringProblems.SessionEnded();
        var versionId = found.Round.QuestionnaireVersionId;
        var form = forms.Find(versionId) ?? forms.Keep(versionId,
            await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Document).SingleAsync());
        return new OpenedResponse(session, found.Response, found.Round, await WindowAsync(found.Round, found.Response), found.Team, found.Help, form);
    }

    /// <summary>Only in rounds of people's own days are there others than the round's; no other step asks for them.</summary>
    private async Task<PersonWindow> WindowAsync(Round round, Response response)
    {
        if (round.DaysAfterStart is null || ResolvedLink.InvitationIdOf(response.RespondentKey) is not { } id) return round.Window();
        var own = await db.Invitations.Where(i => i.Id == id).Select(i => new { i.OpensAt, i.ClosesAt }).SingleOrDefaultAsync();
        return PersonWindow.Of(round, own?.OpensAt, own?.ClosesAt);
    }

    private sealed record Found(Response Response, Round Round, string Team, string? Help);
}
