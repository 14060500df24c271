namespace SelfEval.Web.Features.Demonstration;

/// <summary>What happens on which day of the past, in the order of time, whoever wrote it down first. What happens may write down what follows from it.</summary>
public sealed class DemonstrationTimeline(DemonstrationClock clock)
{
    private readonly PriorityQueue<Func<Task>, (DateTime At, int Order)> _days = new();
    private int _order;

    public void At(DateTime when, Func<Task> what) => _days.Enqueue(what, (when, _order++));

    public async Task RunAsync()
    {
        while (_days.TryDequeue(out var what, out var day))
        {
            clock.SetTo(day.At);
            await what();
        }
    }
}
