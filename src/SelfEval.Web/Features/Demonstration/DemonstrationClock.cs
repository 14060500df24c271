namespace SelfEval.Web.Features.Demonstration;

/// <summary>
/// The site's clock while a demonstration is filled: it is set to the past, so that the product's own operations write
/// rounds, answers and audit rows with the dates they would have had. Let go, it is the real clock for good.
/// </summary>
public sealed class DemonstrationClock(TimeProvider real) : TimeProvider
{
    private DateTime? _past;

    public bool IsInThePast => _past is not null;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _past is { } past ? new DateTimeOffset(past, TimeSpan.Zero) : real.GetUtcNow();

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    public void SetTo(DateTime utc) => _past = DateTime.SpecifyKind(utc, DateTimeKind.Utc);

    public void LetGo() => _past = null;
}
