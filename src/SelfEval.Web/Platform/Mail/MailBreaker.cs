using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Keeps this process from knocking at a door that nobody opens: after the first failure a route rests for 1 minute, then 2, 4, 8 and at most 15, or as long
/// as the other side has said.
/// </summary>
public sealed class MailBreaker(TimeProvider clock)
{
    private static readonly SendRoute[] Carried = [SendRoute.Email, SendRoute.Sms];
    private static readonly int[] Minutes = [1, 2, 4, 8, 15];
    private readonly Lock _lock = new();
    private readonly Dictionary<SendRoute, Trouble> _troubles = [];
    private readonly HashSet<SendRoute> _works = [];

    /// <param name="Since">When it was first found down.</param>
    /// <param name="Until">When the next try is.</param>
    /// <param name="Times">How many tries have failed since.</param>
    /// <param name="Why">For operators.</param>
    public sealed record Trouble(DateTime Since, DateTime Until, int Times, string Why);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The routes that may be tried now. Post is carried by people.</summary>
    public IReadOnlyList<SendRoute> Usable()
    {
        lock (_lock) return [.. Carried.Where(r => !_troubles.TryGetValue(r, out var trouble) || trouble.Until <= Now)];
    }

    public IReadOnlyList<(SendRoute Route, Trouble Trouble)> Troubles()
    {
        lock (_lock) return [.. _troubles.OrderBy(t => t.Key).Select(t => (t.Key, t.Value))];
    }

    public void Worked(SendRoute route)
    {
        lock (_lock)
        {
            _troubles.Remove(route);
            _works.Add(route);
        }
    }

    /// <returns>Until when the route rests, and whether it had worked just before: then the message may be what broke it.</returns>
    public (DateTime Until, bool HadWorked) Down(SendRoute route, string why, DateTime? until)
    {
        lock (_lock)
        {
            var before = _troubles.GetValueOrDefault(route);
            var times = before?.Times ?? 0;
            var rest = until ?? Now.AddMinutes(Minutes[Math.Min(times, Minutes.Length - 1)]);
            _troubles[route] = new(before?.Since ?? Now, rest, times + 1, why);
            return (rest, _works.Remove(route));
        }
    }

    /// <summary>An operator has mended it.</summary>
    public void TryNow()
    {
        lock (_lock)
        {
            foreach (var (route, trouble) in _troubles.ToList()) _troubles[route] = trouble with { Until = Now };
        }
    }
}
