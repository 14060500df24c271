namespace SelfEval.Web.Model;

public enum Channel
{
    OwnDevice = 1,
    Helped = 2,
    Carer = 3,
    Kiosk = 4,
    Paper = 5,
    Telephone = 6,
    Imported = 7,
}

/// <summary>
/// One person's answers in one round: one row, the answers as one JSON document. The id is random, and dates are
/// without a time of day, so that neither order nor clock joins an anonymous answer to a person.
/// </summary>
public sealed class Response
{
    public required Guid Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    /// <summary>
    /// What makes a response unique in its round: "i" + invitation id for a personal link, a random value for an
    /// open link, "x" + the client's key for the API. Never null, so that the unique index always binds.
    /// </summary>
    public required string RespondentKey { get; set; }

    /// <summary>Links a person's rounds; random per response in anonymous rounds.</summary>
    public required string Pseudonym { get; init; }

    public required Channel Channel { get; init; }

    public required string Language { get; set; }

    public int? SiteId { get; init; }

    /// <summary>The AnswerSheet as JSON.</summary>
    public required string Answers { get; set; }

    public required DateTime StartedOn { get; init; }

    public DateTime? CompletedOn { get; private set; }

    public bool IsLate { get; private set; }

    public bool IsTest { get; init; }

    /// <summary>The version of the privacy notice that was shown when it was begun; null where the programme had none.</summary>
    public int? NoticeId { get; init; }

    /// <summary>The day on which the person took their answers back. No reader of rows sees them any more.</summary>
    public DateTime? WithdrawnOn { get; private set; }

    /// <summary>Hash of the code by which an open-link participant comes back to a half-finished response.</summary>
    public byte[]? ResumeHash { get; init; }

    /// <summary>Hash of the receipt code, by which a participant can later withdraw.</summary>
    public byte[]? ReceiptHash { get; private set; }

    /// <summary>The receipt code, sealed by Data Protection, so that sending the same again shows the same code.</summary>
    public string? SealedReceipt { get; private set; }

    /// <summary>SHA-256 of the answers as they were sent: the same again is a repeat, others are a conflict.</summary>
    public byte[]? SentHash { get; private set; }

    /// <summary>Moves at every save, so that a page from an older tab is noticed.</summary>
    public int Version { get; set; }

    public bool IsCompleted => CompletedOn is not null;

    public void Save(string answers, string language)
    {
        Answers = answers;
        Language = language;
        Version++;
    }

    public void Complete(DateTime now, bool late, (byte[] Hash, string Sealed) receipt, byte[] sentHash)
    {
        CompletedOn = now.Date;
        IsLate = late;
        ReceiptHash = receipt.Hash;
        SealedReceipt = receipt.Sealed;
        SentHash = sentHash;
        Version++;
    }

    /// <summary>Begun by a link that is no longer its person's: nobody can come back to it.</summary>
    public void LeaveBehind(string randomKey)
    {
        RespondentKey = "left" + randomKey;
        Version++;
    }

    /// <summary>From now on nothing leads from a person to it: whoever asks for it to be erased is no longer joined to it.</summary>
    public void CutLink(string randomKey)
    {
        RespondentKey = "cut" + randomKey;
        ReceiptHash = null;
        SealedReceipt = null;
        Version++;
    }

    /// <summary>False where it had been done before.</summary>
    public bool Withdraw(DateTime now)
    {
        if (WithdrawnOn is not null) return false;
        WithdrawnOn = now.Date;
        Version++;
        return true;
    }

    /// <summary>Completes answers that were given elsewhere, on paper or in another system: nobody waits for a receipt.</summary>
    public void Receive(DateTime completedOn, bool late, byte[] sentHash)
    {
        CompletedOn = completedOn.Date;
        IsLate = late;
        SentHash = sentHash;
        Version++;
    }
}
