using System.Security.Cryptography;
using System.Text.Json;

namespace SelfEval.Web.Model;

/// <summary>
/// Who did what, when and to which thing. Written in the transaction of the change and never changed again; never personal data. The entries are a
/// chain: each carries a hash over its own content and the hash of the one before.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Its place in the chain, without gaps; given when the transaction is about to commit.</summary>
    public long Id { get; private set; }

    /// <summary>Of what participants did, the day only.</summary>
    public required DateTime At { get; init; }

    /// <summary>Null when a job or participants acted.</summary>
    public int? AccountId { get; init; }

    /// <summary>Noun.verb, e.g. "round.opened".</summary>
    public required string Action { get; init; }

    /// <summary>Kind and id of the thing, e.g. "round:12".</summary>
    public required string Subject { get; init; }

    public int? ProgrammeId { get; init; }

    public int? TeamId { get; init; }

    public string? Detail { get; init; }

    /// <summary>page, api, job, console or start, with the request's trace id; or participant, without one.</summary>
    public required string Source { get; init; }

    /// <summary>Of a checkpoint only: the last of the entries that may be removed because of it.</summary>
    public long? Through { get; init; }

    /// <summary>SHA-256 over the hash of the entry before and this one's content; null for entries that are older than the chain.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>Gives it its place behind an entry.</summary>
    public void Seal(long id, byte[] before)
    {
        Id = id;
        Hash = HashAfter(before);
    }

    /// <summary>What its hash must be, if the one before has this one.</summary>
    public byte[] HashAfter(byte[] before) => SHA256.HashData([.. before, .. Content()]);

    /// <summary>All that it says, in one spelling: whatever is changed in the database changes this.</summary>
    private byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(new object?[]
    {
        Id, At.Ticks / TimeSpan.TicksPerMillisecond, AccountId, Action, Subject, ProgrammeId, TeamId, Detail, Source, Through,
    });
}

/// <summary>Where the chain ends: the one row that every act takes its turn at.</summary>
public sealed class AuditHead
{
    public const int OnlyId = 1;

    public static readonly byte[] NoHash = new byte[32];

    public int Id { get; init; } = OnlyId;

    public required long LastId { get; set; }

    public required byte[] Hash { get; set; }
}

/// <summary>
/// How often participants did something to one thing on one day. A row for each act would lie in an order that tells who it was; a day's sum becomes an
/// entry of the audit once the day is over.
/// </summary>
public sealed class ParticipantAct
{
    /// <summary>In UTC, as the days of answers.</summary>
    public required DateOnly Day { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    /// <summary>One of several rows of the same sum, so that people who send at the same moment need not wait for one another.</summary>
    public required int Slot { get; init; }

    public int? TeamId { get; init; }

    public required int Count { get; init; }
}
