using System.Globalization;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

/// <summary>What became of a posted page.</summary>
public enum SaveOutcome
{
    Saved,

    /// <summary>Something does not fit; nothing was saved and everything typed is shown again.</summary>
    HasErrors,

    /// <summary>The same questions were answered otherwise in another window since this page was shown.</summary>
    ChangedElsewhere,

    AlreadySent,
}

public sealed record SaveResult(SaveOutcome Outcome, OpenedResponse Opened, PostedPage Posted);

/// <summary>Saves one page's answers, durable when it returns. The same page again changes nothing.</summary>
public sealed class SaveAnswers(AppDb db, WriteGate gate, OpenResponse open, TimeProvider clock)
{
    /// <param name="session">Whose answers.</param>
    /// <param name="pageNumber">Which page.</param>
    /// <param name="form">What was posted.</param>
    /// <param name="served">What <see cref="Fingerprint"/> said when the page was shown.</param>
    public Task<SaveResult> RunAsync(AnsweringSession session, int pageNumber, IFormCollection form, string served) => gate.RunAsync(db, async () =>
    {
        var opened = await open.RunAsync(session);
        var page = opened.Form.Pages(session.OneAtATime).ElementAtOrDefault(pageNumber - 1) ?? throw Problem.NotFound();
        var before = opened.Answers;
        var posted = PostedPage.Read(page, before, form);
        if (opened.Response.IsCompleted) return new SaveResult(SaveOutcome.AlreadySent, opened, posted);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!opened.TakesAnswers(now)) throw AnsweringProblems.Closed();
        if (posted.Errors.Count > 0) return new SaveResult(SaveOutcome.HasErrors, opened, posted);

        var after = posted.Answers.Normalised(opened.Form.Document.Items);
        var changes = Fingerprint(page, after) != Fingerprint(page, before);
        if (changes && Fingerprint(page, before) != served) return new SaveResult(SaveOutcome.ChangedElsewhere, opened, posted);
        if (changes)
        {
            opened.Response.Save(after.ToJson(), opened.Response.Language);
            if (opened.Response.Version == 1 && ResolvedLink.InvitationIdOf(opened.Response.RespondentKey) is { } invitation)
                (await db.Invitations.FindAsync(invitation))?.Answered(now);
            await db.SaveChangesAsync();
        }

        return new SaveResult(SaveOutcome.Saved, opened, posted);
    });

    /// <summary>A short mark of a page's answers (FNV-1a), so that a page from an older window is noticed.</summary>
    public static string Fingerprint(FormPage page, AnswerSheet answers)
    {
        var mark = 14695981039346656037UL;
        foreach (var item in page.Items)
        {
            foreach (var code in answers.Codes(item.Code))
            {
                foreach (var c in code) mark = (mark ^ c) * 1099511628211UL;
                mark = (mark ^ ',') * 1099511628211UL;
            }

            mark = (mark ^ ';') * 1099511628211UL;
        }

        return mark.ToString("x", CultureInfo.InvariantCulture);
    }
}
