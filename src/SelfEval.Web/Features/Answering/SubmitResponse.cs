using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

public enum SubmitOutcome
{
    Sent,

    /// <summary>The answers changed in another window after the check page was shown.</summary>
    ChangedElsewhere,
}

/// <summary>Completes a response: scores it and writes answers, scores and receipt in one transaction. Again gives the same receipt.</summary>
public sealed class SubmitResponse(AppDb db, WriteGate gate, OpenResponse open, Sealing sealing, Audit audit, TimeProvider clock)
{
    public Task<SubmitOutcome> RunAsync(AnsweringSession session, int checkedVersion) => gate.RunAsync(db, async () =>
    {
        var opened = await open.RunAsync(session);
        var response = opened.Response;
        if (response.IsCompleted) return SubmitOutcome.Sent;
        var now = clock.GetUtcNow().UtcDateTime;
        if (!opened.TakesAnswers(now)) throw AnsweringProblems.Closed();
        if (response.Version != checkedVersion) return SubmitOutcome.ChangedElsewhere;

        var shown = opened.ShownWith(opened.Answers);
        var answers = opened.Answers.Only(shown).Normalised(opened.Form.Document.Items);
        response.Save(answers.ToJson(), response.Language);
        foreach (var score in Scorer.Score(opened.Form.Document, answers)) db.Scores.Add(score.ToRow(response.Id));
        var receipt = Secrets.NewCode();
        response.Complete(now, opened.IsLate(now), (Secrets.HashCode(receipt), sealing.Answering.Protect(receipt)),
            SHA256.HashData(Encoding.UTF8.GetBytes(response.Answers)));
        await CompleteInvitationAsync(response, now);
        // Names the round only: an audit row must not lead to an answer.
        audit.CountByParticipant("response.completed", $"round:{opened.Round.Id}", opened.Round.TeamId);
        await db.SaveChangesAsync();
        return SubmitOutcome.Sent;
    });

    private async Task CompleteInvitationAsync(Response response, DateTime now)
    {
        if (ResolvedLink.InvitationIdOf(response.RespondentKey) is not { } id) return;
        var invitation = await db.Invitations.FindAsync(id);
        invitation?.Completed(now);
    }
}
