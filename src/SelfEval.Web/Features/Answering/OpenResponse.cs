using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>A response as a page needs it.</summary>
public sealed record OpenedResponse(AnsweringSession Session, Response Response, Round Round, string TeamName, string? HelpText, ParticipantForm Form)
{
    private AnswerSheet? _answers;

    public AnswerSheet Answers => _answers ??= AnswerSheet.Read(Response.Answers);

    public IReadOnlySet<string> ShownWith(AnswerSheet answers) => Shown.Items(Form.Document.Items, answers);
}

/// <summary>Finds the response of the session that a URL names.</summary>
public sealed class OpenResponse(AppDb db, ParticipantForms forms, Sealing sealing, IHttpContextAccessor http)
{
    public AnsweringSession Session(string handle) =>
        AnsweringSession.Read(http.HttpContext!, sealing, handle) ?? throw AnsweringProblems.SessionEnded();

    public async Task<OpenedResponse> RunAsync(AnsweringSession session)
    {
        var found = await db.Responses.Where(r => r.Id == session.ResponseId)
            .Select(r => new { Response = r, Round = r.Round!, Team = r.Round!.Team!.Name, Help = r.Round.Team.Programme!.HelpText })
            .SingleOrDefaultAsync() ?? throw AnsweringProblems.SessionEnded();
        var versionId = found.Round.QuestionnaireVersionId;
        var form = forms.Find(versionId) ?? forms.Keep(versionId,
            await db.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Document).SingleAsync());
        return new OpenedResponse(session, found.Response, found.Round, found.Team, found.Help, form);
    }
}
