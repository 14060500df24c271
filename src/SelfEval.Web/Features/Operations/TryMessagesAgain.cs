using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>Has what failed tried again, and does not wait for a server that was down to be due: an operator has mended the cause.</summary>
public sealed class TryMessagesAgain(AppDb db, WriteGate gate, LetterClaims letters, MailBreaker breaker, Audit audit)
{
    public async Task<int> RunAsync()
    {
        breaker.TryNow();
        return await gate.RunAsync(db, async () =>
        {
            var count = await letters.TryFailedAgainInGateAsync();
            audit.Add("sending.tried_again", "installation:1", detail: $"{count} letters");
            await db.SaveChangesAsync();
            return count;
        });
    }
}
