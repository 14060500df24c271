using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>
/// Hears from GOV.UK Notify what became of a message. The same may be said again and changes nothing then; the address in it is compared and never kept.
/// </summary>
public sealed class NotifyCallback(AppDb db, WriteGate gate, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public const int MostBytes = 16 * 1024;

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private sealed record Report(Guid Id, string? Reference, string? To, string? Status, DateTimeOffset? CompletedAt);

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (options.Value.Mail.Notify.CallbackToken is not { Length: > 0 } token) return TypedResults.NotFound();
        if (!IsToken(request.Headers.Authorization.ToString(), token)) return TypedResults.Unauthorized();
        var (body, isTooLong) = await ReadAsync(request.Body, cancellationToken);
        if (isTooLong) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (Parse(body) is not { } report) return TypedResults.BadRequest();
        await gate.RunAsync(db, () => NoteAsync(report), cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task NoteAsync(Report report)
    {
        if (await FindAsync(report) is not { } letter) return;
        var now = clock.GetUtcNow().UtcDateTime;
        // The day of the world outside, but never one to come.
        var at = report.CompletedAt?.UtcDateTime is { } told && told < now ? told : now;
        switch (report.Status)
        {
            case "delivered":
                await db.Letters.Where(l => l.Id == letter.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(l => l.DeliveredAt, l => l.DeliveredAt ?? at)
                    .SetProperty(l => l.ProviderId, l => l.ProviderId ?? report.Id.ToString()));
                await db.Invitations.Where(i => i.Id == letter.InvitationId && i.DeliveredAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.DeliveredAt, at));
                break;
            case "permanent-failure":
                await SayAsync(letter, "not delivered: there is no such address or number");
                await db.BouncedAsync(letter, at, report.To);
                break;
            case "temporary-failure" when letter.DeliveredAt is null:
                await SayAsync(letter, "not delivered: the mailbox was full or the telephone off for too long");
                break;
            case "technical-failure" when letter.DeliveredAt is null:
                await SayAsync(letter, "not delivered: GOV.UK Notify had trouble of its own");
                break;
        }
    }

    /// <summary>By Notify's id; by our reference where the answer that held the id was never seen.</summary>
    private async Task<Letter?> FindAsync(Report report)
    {
        var id = report.Id.ToString();
        if (await db.Letters.AsNoTracking().FirstOrDefaultAsync(l => l.ProviderId == id) is { } known) return known;
        if (report.Reference is not { } reference || !long.TryParse(reference.Split('-')[0], out var number)) return null;
        var letter = await db.Letters.AsNoTracking().SingleOrDefaultAsync(l => l.Id == number && l.ProviderId == null);
        return letter is not null && NotifyMailer.Reference(letter) == reference ? letter : null;
    }

    private Task<int> SayAsync(Letter letter, string outcome) =>
        db.Letters.Where(l => l.Id == letter.Id && l.State == LetterState.Sent).ExecuteUpdateAsync(set => set.SetProperty(l => l.Outcome, outcome));

    private static bool IsToken(string header, string token) =>
        header.StartsWith("Bearer ", StringComparison.Ordinal)
        // Hashed, so that the time tells nothing of the length either.
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static async Task<(byte[] Body, bool IsTooLong)> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes + 1];
        var read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return (buffer[..Math.Min(read, MostBytes)], read > MostBytes);
    }

    private static Report? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Report>(body, SnakeCase) is { Status: not null } report
                && report.Id != Guid.Empty ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
