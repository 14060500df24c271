using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Refused;

/// <summary>
/// What was refused to whom, counted in memory so that no request waits for the database, and written to the audit by <see cref="WriteRefusals"/>: one entry a minute for each account, key or
/// network and kind of refusal, with how many there were and at which doors. So a flood fills neither the audit nor the gate. Doors are named by their pattern: what was typed into an
/// address, a key or a network's address is never kept.
/// </summary>
public sealed class Refusals(TimeProvider clock)
{
    /// <summary>A page or an endpoint that this person, or their key, may not use.</summary>
    public const string Forbidden = "access.refused";

    /// <summary>Something that is not there for them: none, or another team's. The two cannot be told apart, here neither.</summary>
    public const string NotThere = "access.not_found";

    /// <summary>An API key that is none, or works no longer.</summary>
    public const string BadKey = "key.refused";

    /// <summary>A key that only reads was to change something.</summary>
    public const string ReadsOnly = "key.reads_only";

    /// <summary>A page of another site sent a form.</summary>
    public const string OtherSite = "request.other_site";

    /// <summary>So long after an entry the next one about the same is written, should there be more.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Networks that have an entry of their own within that time; all others share one.</summary>
    public const int MostNetworks = 20;

    private const int MostDoors = 3;
    private const string OtherNetworks = "network:others";

    // Of this process alone: nobody can work out later which network it was, not even by trying them all.
    private readonly byte[] _networkKey = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<(string Action, string Subject), Counted> _counted = [];
    private readonly Lock _lock = new();

    /// <summary>A person or a program that is known, or somebody of whom only the network is known.</summary>
    public void Note(HttpContext http, string action, string? reason = null, ApiKey? key = null)
    {
        var who = http.RequestServices.GetRequiredService<CurrentAccount>();
        var (subject, account) = key is not null ? ($"key:{key.Id}", key.AccountId)
            : who.KeyId is { } id ? ($"key:{id}", who.Id)
            : who.Id is { } known ? ($"account:{known}", known)
            : ($"network:{Mark(RateLimits.NetworkOf(http))}", null as int?);
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var door = (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? $"{http.Request.Method} /{pattern.TrimStart('/')}" : http.Request.Method;
        Note(action, subject, account, reason is null ? door : $"{reason}, {door}", http.Request.Path.StartsWithSegments("/api") ? "api" : "page");
    }

    /// <summary>What is to be written now. Whoever takes it writes it, or gives it back.</summary>
    /// <param name="all">Also what is not due yet, because the process ends.</param>
    public IReadOnlyList<Due> TakeDue(bool all = false)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            var due = new List<Due>();
            foreach (var (key, counted) in _counted.ToList())
            {
                if (counted.Times == 0)
                {
                    if (now >= counted.NextAt) _counted.Remove(key);
                    continue;
                }

                if (!all && now < counted.NextAt) continue;
                due.Add(new Due(key.Action, key.Subject, counted.Account, counted.Times, [.. counted.Doors], counted.Surface, counted.At));
                (counted.Times, counted.NextAt) = (0, now + Pause);
                counted.Doors.Clear();
            }

            return due;
        }
    }

    public void GiveBack(IReadOnlyList<Due> due)
    {
        lock (_lock)
        {
            foreach (var one in due)
            {
                var counted = Of((one.Action, one.Subject), one.Account, one.Surface);
                counted.Times += one.Times;
                counted.At = one.At;
                counted.NextAt = one.At;
                foreach (var door in one.Doors) counted.Add(door);
            }
        }
    }

    private void Note(string action, string subject, int? account, string door, string surface)
    {
        lock (_lock)
        {
            if (subject.StartsWith("network:", StringComparison.Ordinal) && !_counted.ContainsKey((action, subject)) && _counted.Keys.Count(k => k.Action == action && k.Subject.StartsWith("network:", StringComparison.Ordinal)) >= MostNetworks)
                subject = OtherNetworks;
            var counted = Of((action, subject), account, surface);
            counted.Times++;
            counted.At = clock.GetUtcNow().UtcDateTime;
            counted.Add(door);
        }
    }

    private Counted Of((string, string) key, int? account, string surface) => _counted.TryGetValue(key, out var counted) ? counted : _counted[key] = new Counted(account, surface);

    private string Mark(string network) => Convert.ToHexStringLower(HMACSHA256.HashData(_networkKey, Encoding.UTF8.GetBytes(network)))[..12];

    /// <summary>One entry to be.</summary>
    public sealed record Due(string Action, string Subject, int? Account, int Times, IReadOnlyList<string> Doors, string Surface, DateTime At)
    {
        public string Words => $"{(Times == 1 ? "once" : $"{Times} times")}: {string.Join("; ", Doors)}";
    }

    private sealed class Counted(int? account, string surface)
    {
        public int? Account { get; } = account;

        public string Surface { get; } = surface;

        public int Times { get; set; }

        public DateTime At { get; set; }

        public DateTime NextAt { get; set; }

        public List<string> Doors { get; } = [];

        public void Add(string door)
        {
            if (Doors.Count < MostDoors && !Doors.Contains(door)) Doors.Add(door);
            else if (Doors.Count == MostDoors && !Doors.Contains(door)) Doors.Add("and others");
        }
    }
}
