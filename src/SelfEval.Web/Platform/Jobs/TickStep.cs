namespace SelfEval.Web.Platform.Jobs;

/// <summary>
/// One thing that the recurring tick does. It asks the database what is due now, so that it is safe to run twice, late
/// and on two nodes at once. Register it scoped: <c>services.AddScoped&lt;TickStep, OpenDueRounds&gt;()</c>.
/// </summary>
public abstract class TickStep
{
    /// <summary>Lower runs earlier. Letters are carried last, at 1000.</summary>
    public abstract int Order { get; }

    public abstract Task RunAsync(CancellationToken cancellationToken);
}
