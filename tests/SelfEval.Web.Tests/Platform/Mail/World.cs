using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Tests.Platform.Mail;

/// <summary>The world outside, as far as a test of carrying needs one.</summary>
internal sealed class World : IMailer
{
    public sealed record Gone(Letter Letter, OutgoingMessage Message);

    public ConcurrentQueue<Gone> Sent { get; } = new();

    /// <summary>What it answers instead of taking the message.</summary>
    public Func<OutgoingMessage, Exception?> Refusal { get; set; } = _ => null;

    /// <summary>What happens once it has taken it.</summary>
    public Action<OutgoingMessage> AfterSending { get; set; } = _ => { };

    public bool KnowsItsOwn { get; set; }

    public int Copies(string subject) => Sent.Count(s => s.Message.Subject == subject);

    public Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Refusal(message) is { } refusal) throw refusal;
        Sent.Enqueue(new(letter, message));
        AfterSending(message);
        return Task.FromResult<string?>(KnowsItsOwn ? $"id-{letter.Id}" : null);
    }
}

/// <summary>Letters as the carrier meets them.</summary>
internal static class Carrying
{
    public static World WithWorld(this Host host)
    {
        var world = new World();
        host.Also += services => services.Replace(ServiceDescriptor.Singleton<IMailer>(world));
        return world;
    }

    /// <summary>Words of a test's own in place of the site's.</summary>
    public static void WithWords<T>(this Host host)
        where T : LetterWords => host.Also += services => services.RemoveAll<LetterWords>().AddScoped<LetterWords, T>();

    /// <summary>Carries against another side that stops answering: then the time that it may take passes at once, on the test's clock.</summary>
    public static async Task CarryAsync(this Host host, Task stalls)
    {
        var carries = host.CarryAsync();
        if (await Task.WhenAny(carries, stalls) == stalls) host.Clock.Advance(TimeSpan.FromSeconds(host.Services.GetRequiredService<IOptions<SelfEvalOptions>>().Value.Mail.TimeoutSeconds));
        await carries;
    }

    public static Task<bool> CarryAsync(this Host host, CancellationToken killed = default) => host.WithAsync(async s =>
    {
        await s.GetRequiredService<LetterCarrier>().RunAsync(killed);
        return true;
    });

    /// <summary>A notice with a text of its own; its subject is its dedup key too.</summary>
    public static async Task<long> WriteAsync(
        this Host host, string subject, string to = "a@example.org", DateTime? notBefore = null, DateTime? expires = null, LetterKind kind = LetterKind.Notice, int? invitationId = null)
    {
        var postbox = host.Services.GetRequiredService<Postbox>();
        var letter = await host.ArrangeAsync(db => Task.FromResult(postbox.Write(
            db, kind, $"test:{subject}", to, subject, "Hello", notBefore ?? host.Now, expires ?? host.Now.AddDays(10), invitationId)));
        return letter.Id;
    }

    /// <summary>A letter that is worded when it is carried.</summary>
    public static Task<long> WriteUnwordedAsync(this Host host, string key, LetterKind kind, SendRoute route = SendRoute.Email, int? invitationId = null) => host.ArrangeAsync(async db =>
    {
        var letter = new Letter { DedupKey = key, Kind = kind, Route = route, InvitationId = invitationId, NotBefore = host.Now, ExpiresAt = host.Now.AddDays(10) };
        db.Letters.Add(letter);
        await db.SaveChangesAsync();
        return letter.Id;
    });

    public static Task<Letter> LetterAsync(this Host host, long id) => host.ReadAsync(async db => (await db.Letters.FindAsync(id))!);
}
