using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>
/// The first POST: begins a response, or takes up the one this personal link has begun, and gives the browser a
/// session. An open link always begins anew and gives a code to come back with.
/// </summary>
public sealed class StartResponse(AppDb db, WriteGate gate, ResolveLink resolve, ShownNotice notices, TimeProvider clock)
{
    public async Task<(AnsweringSession Session, int Page)> RunAsync(string secret, string language, bool oneAtATime, int? noticeId = null)
    {
        return await gate.RunAsync(db, async () =>
        {
            var link = await resolve.RunAsync(secret);
            var key = link.RespondentKey;
            var response = key is null
                ? null
                : await db.Responses.SingleOrDefaultAsync(r => r.RoundId == link.Round.Id && r.RespondentKey == key);
            if (response is { IsCompleted: true }) throw AnsweringProblems.LinkNotUsable();

            var now = clock.GetUtcNow().UtcDateTime;
            string? code = null;
            if (response is null)
            {
                code = key is null ? Secrets.NewCode() : null;
                response = Begin(link, key, code, language, await notices.ShownAsync(link.Round, noticeId), now);
                db.Responses.Add(response);
                link.Invitation?.Started(now);
                await db.SaveChangesAsync();
            }

            var answers = AnswerSheet.Read(response.Answers);
            var page = link.Form.FirstUnanswered(oneAtATime, answers)?.Number ?? 0;
            return (AnsweringSession.Begin(response.Id, oneAtATime, code), page);
        });
    }

    private static Response Begin(ResolvedLink link, string? key, string? code, string language, int? noticeId, DateTime now) => new()
    {
        Id = Guid.NewGuid(),
        RoundId = link.Round.Id,
        RespondentKey = key ?? Secrets.NewLink(),
        Pseudonym = link.Invitation?.Person?.Pseudonym ?? Secrets.NewPseudonym(),
        Channel = Channel.OwnDevice,
        Language = link.Form.Languages.Contains(language) ? language : link.Form.Languages[0],
        SiteId = link.Invitation?.Person?.SiteId,
        Answers = "{}",
        StartedOn = now.Date,
        NoticeId = noticeId,
        ResumeHash = code is null ? null : Secrets.HashCode(code),
    };
}
