using System.Threading.RateLimiting;

namespace SelfEval.Web.Platform.Limits;

/// <summary>The framework's rate limiting with <see cref="Counters"/> behind it. The framework forgets whoever has not come for a while.</summary>
internal sealed class PurposeLimiter(Counters counters, string purpose, string mark, int limit, TimeProvider clock) : RateLimiter
{
    private static readonly Answer Granted = new(true);
    private static readonly Answer Refused = new(false);

    private long _last = clock.GetTimestamp();

    public override TimeSpan? IdleDuration => clock.GetElapsedTime(Interlocked.Read(ref _last)) is var idle && idle > TimeSpan.FromSeconds(Counters.Slots * Counters.SlotSeconds) ? idle : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Interlocked.Exchange(ref _last, clock.GetTimestamp());
        return permitCount == 0 || counters.TryTake(purpose, mark, limit) ? Granted : Refused;
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    protected override void Dispose(bool disposing)
    {
        counters.Forget(purpose, mark);
        base.Dispose(disposing);
    }

    private sealed class Answer(bool isGranted) : RateLimitLease
    {
        public override bool IsAcquired => isGranted;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
