using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Looks whether a letter is still wanted, and what it says now.</summary>
public sealed class LetterReading(LetterTruth truth, IEnumerable<LetterWords> words, Sealing sealing)
{
    /// <summary>Either the message, or what becomes of the letter without one.</summary>
    public sealed record Reading(Letter Letter, OutgoingMessage? Message, Fate? Fate);

    public async Task<Reading> ReadAsync(Letter letter, CancellationToken cancellationToken)
    {
        var verdict = await truth.AskAsync(letter, cancellationToken);
        if (verdict.Drop is { } reason) return new(letter, null, Fate.Dropped(letter, reason));
        if (verdict.WaitUntil is { } until) return new(letter, null, Fate.Later(letter, until, null, counts: false));
        if (letter.Sealed is not null)
        {
            return MailText.Read(Sealing.Open(sealing.Letters, letter.Sealed)) is { } text
                ? new(letter, new(letter.Route, text.To, text.Subject, text.Text), null)
                : new(letter, null, Fate.Failed(letter, "its text cannot be opened: the keys are missing"));
        }

        if (words.FirstOrDefault(w => w.Writes(letter.Kind)) is not { } writer) return new(letter, null, Fate.Failed(letter, "there are no words for this kind of message"));
        return await writer.WordAsync(letter, cancellationToken) is { } message ? new(letter, message, null) : new(letter, null, Fate.Dropped(letter, "nobody to write to"));
    }
}
