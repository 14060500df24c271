using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Takes up a response that an open link began, by the code it gave.</summary>
public sealed class ResumeResponse(AppDb db, OpenResponse open, TimeProvider clock)
{
    public async Task<(AnsweringSession Session, int Page)> RunAsync(string code)
    {
        var hash = Secrets.HashCode(code);
        var response = await db.Responses.SingleOrDefaultAsync(r => r.ResumeHash == hash && r.CompletedOn == null && r.WithdrawnOn == null);
        if (response is null) throw new InvalidInput("Code", "Check the code. It has 24 letters and numbers and works until the answers are sent.");
        var session = AnsweringSession.Begin(response.Id, oneAtATime: false, resumeCode: code.Trim().ToUpperInvariant());
        var opened = await open.RunAsync(session);
        if (!opened.TakesAnswers(clock.GetUtcNow().UtcDateTime)) throw AnsweringProblems.Closed();
        return (session, opened.Form.FirstUnanswered(false, opened.Answers)?.Number ?? 0);
    }
}
