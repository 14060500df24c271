using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Carries letters one after another over one connection. While one is on its way the next is read; what became of the one and that the next has begun is a
/// single commit, so a crash costs at most one more copy, with the same Message-ID.
/// </summary>
public sealed class LetterLane(
    LetterClaims claims, IMailer mailer, MailBreaker breaker, SendingState sending, IServiceScopeFactory scopes, TimeProvider clock, ILogger<LetterLane> log)
{
    public const int MostAttempts = 12;
    private const int Batch = 50;
    private static readonly TimeSpan OthersFirst = TimeSpan.FromSeconds(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await sending.MaySendAsync(cancellationToken))
        {
            var mine = new Queue<Letter>(await claims.TakeAsync(Batch, breaker.Usable(), cancellationToken));
            if (mine.Count == 0) return;
            // Reading goes on while what was sent is written down: it has a context of its own.
            await using var scope = scopes.CreateAsyncScope();
            await CarryAsync(mine, scope.ServiceProvider.GetRequiredService<LetterReading>(), cancellationToken);
        }
    }

    private async Task CarryAsync(Queue<Letter> mine, LetterReading reading, CancellationToken cancellationToken)
    {
        var current = await BeginNextAsync(mine, reading);
        while (current is not null)
        {
            var reads = NextAsync(mine, reading);
            var (fate, isDown) = await SendAsync(current);
            var next = await reads;
            if (isDown || cancellationToken.IsCancellationRequested)
            {
                await SettleAsync(current, fate, null);
                await claims.ReleaseAsync([.. mine, .. next is null ? Array.Empty<Letter>() : [next.Letter]]);
                return;
            }

            var isBegun = await SettleAsync(current, fate, next);
            current = next is null || isBegun ? next : await BeginNextAsync(mine, reading);
        }
    }

    private async Task<LetterReading.Reading?> BeginNextAsync(Queue<Letter> mine, LetterReading reading)
    {
        while (await NextAsync(mine, reading) is { } next)
            if (await claims.BeginAsync(next.Letter)) return next;
        return null;
    }

    /// <summary>The next letter that is to go; what is not to go is settled on the way.</summary>
    private async Task<LetterReading.Reading?> NextAsync(Queue<Letter> mine, LetterReading reading)
    {
        while (mine.TryDequeue(out var letter))
        {
            var read = await ReadAsync(letter, reading);
            if (read.Fate is null) return read;
            await claims.SettleAsync(letter, read.Fate);
        }

        return null;
    }

    private async Task<LetterReading.Reading> ReadAsync(Letter letter, LetterReading reading)
    {
        if (LetterOutcome.IsInDoubtTwice(letter) && !mailer.KnowsItsOwn) return new(letter, null, Fate.GivenUp(letter));
        try
        {
            return await reading.ReadAsync(letter, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError(e, "Letter {Letter} could not be worded.", letter.Id);
            return new(letter, null, LaterOrNever(letter, "it could not be worded; the log says why", letter.Attempts + 1));
        }
    }

    /// <summary>What became of it, and whether there is no point in trying another now.</summary>
    private async Task<(Fate Fate, bool IsDown)> SendAsync(LetterReading.Reading current)
    {
        var letter = current.Letter;
        try
        {
            // Never broken off from here: the mailer's own time-out ends it, and whoever stops the site waits that long.
            var providerId = await mailer.SendAsync(letter, current.Message!, CancellationToken.None);
            breaker.Worked(letter.Route);
            return (Fate.Sent(letter, providerId, mailer.KnowsItsOwn), false);
        }
        catch (MailRefusedException e)
        {
            return (Fate.Failed(letter, e.Message, e.IsAddressBad), false);
        }
        catch (MailLaterException e)
        {
            return (LaterOrNever(letter, e.Message, letter.Attempts), false);
        }
        catch (MailDownException e)
        {
            var (until, hadWorked) = breaker.Down(letter.Route, e.Message, e.Until);
            log.LogWarning(e, "{Route} is down; messages wait until {Until}.", letter.Route, until);
            // Others first: should this one be what the other side chokes on, it must not stand at the head of the queue for ever.
            var again = until + OthersFirst;
            if (e.MayBeSent && LetterOutcome.IsInDoubt(letter) && !mailer.KnowsItsOwn) return (Fate.GivenUp(letter), true);
            if (hadWorked && letter.Attempts >= MostAttempts) return (Fate.Failed(letter, e.Message), true);
            return (e.MayBeSent ? Fate.InDoubt(letter, again, e.Message, hadWorked) : Fate.Later(letter, again, e.Message, hadWorked), true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Letter {Letter} could not be sent at attempt {Attempt}.", letter.Id, letter.Attempts);
            return (LaterOrNever(letter, "it could not be sent; the log says why", letter.Attempts), false);
        }
    }

    private async Task<bool> SettleAsync(LetterReading.Reading current, Fate fate, LetterReading.Reading? next)
    {
        var (isWritten, isNextBegun) = await claims.SettleAsync(current.Letter, fate, next?.Letter);
        if (!isWritten) log.LogWarning("Letter {Letter} came back after its lease had ended; it may go twice with one Message-ID.", current.Letter.Id);
        return isNextBegun;
    }

    private Fate LaterOrNever(Letter letter, string reason, int attempts) => attempts >= MostAttempts
        ? Fate.Failed(letter, $"tried many times: {reason}")
        : Fate.Later(letter, Now + BackOff(attempts), reason, counts: true);

    /// <summary>1, 2, 4 … 60 minutes.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(attempts - 1, 10)));
}
