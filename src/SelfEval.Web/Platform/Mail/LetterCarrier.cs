using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Carries the letters that are due: claim, look again whether it is wanted, send, mark. A crash between send and mark
/// costs at most one more copy with the same Message-ID; nothing is ever lost.
/// </summary>
public sealed class LetterCarrier(
    LetterClaims claims, LetterTruth truth, IEnumerable<LetterWords> words, Envelope envelope, IMailer mailer, Sealing sealing, TimeProvider clock, ILogger<LetterCarrier> log)
    : TickStep
{
    public const int MostAttempts = 12;
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private const int Batch = 20;

    public override int Order => 1000;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        await claims.ExpireAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            var mine = await claims.TakeAsync(Batch, cancellationToken);
            if (mine.Count == 0) return;
            for (var i = 0; i < mine.Count; i++)
            {
                // A lease that could run out while sending is given back rather than risked.
                var isShort = mine[i].LeaseUntil - clock.GetUtcNow().UtcDateTime < 2 * SendTimeout;
                if (!cancellationToken.IsCancellationRequested && !isShort && await CarryAsync(mine[i], cancellationToken)) continue;
                foreach (var left in mine.Skip(isShort || cancellationToken.IsCancellationRequested ? i : i + 1))
                    await claims.PutBackAsync(left, clock.GetUtcNow().UtcDateTime, left.Outcome, counts: false);
                if (!isShort) return;
                break;
            }
        }
    }

    /// <summary>False when there is no point in trying another now.</summary>
    private async Task<bool> CarryAsync(Letter letter, CancellationToken cancellationToken)
    {
        var verdict = await truth.AskAsync(letter, cancellationToken);
        if (verdict.Drop is { } reason)
        {
            await claims.DropAsync(letter, reason);
            return true;
        }

        if (verdict.WaitUntil is { } until)
        {
            await claims.PutBackAsync(letter, until, null, counts: false);
            return true;
        }

        if (letter.Sealed is null && words.FirstOrDefault(w => w.Writes(letter.Kind)) is { } writer)
        {
            if (await writer.WordAsync(letter, cancellationToken) is not { } message)
            {
                await claims.DropAsync(letter, LetterReasons.Gone);
                return true;
            }

            return await SendAsync(letter, new MailText(message.To, message.Subject, message.Text), cancellationToken);
        }

        if (MailText.Read(Sealing.Open(sealing.Letters, letter.Sealed)) is not { } text)
        {
            await claims.FailAsync(letter, "its text cannot be opened: the keys are missing");
            return true;
        }

        return await SendAsync(letter, text, cancellationToken);
    }

    private async Task<bool> SendAsync(Letter letter, MailText text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            await mailer.SendAsync(envelope.Make(letter, text, now), cancellationToken);
        }
        catch (MailRefusedException e)
        {
            await claims.FailAsync(letter, e.Message);
            return true;
        }
        catch (MailDownException e)
        {
            log.LogWarning(e, "Mail is down; letters wait.");
            await claims.PutBackAsync(letter, now.AddMinutes(1), e.Message, counts: false);
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Letter {Letter} could not be sent at attempt {Attempt}.", letter.Id, letter.Attempts);
            if (letter.Attempts >= MostAttempts) await claims.FailAsync(letter, "tried many times");
            else await claims.PutBackAsync(letter, now + BackOff(letter.Attempts), "will be tried again", counts: true);
            return true;
        }

        if (!await claims.SentAsync(letter))
            log.LogWarning("Letter {Letter} was sent after its lease had ended; it may go twice with one Message-ID.", letter.Id);
        return true;
    }

    /// <summary>1, 2, 4 … 60 minutes.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(attempts - 1, 10)));
}
