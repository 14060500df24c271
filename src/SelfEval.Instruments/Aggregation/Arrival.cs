namespace SelfEval.Instruments.Aggregation;

/// <summary>How somebody's answers came in.</summary>
/// <param name="Channel">Name of the channel, such as <c>Paper</c>; null where it is not known.</param>
/// <param name="IsLate">Whether they came after the close.</param>
public readonly record struct Arrival(string? Channel = null, bool IsLate = false);

/// <summary>How the answers of a round came in.</summary>
/// <param name="Channels">People by channel; whoever came by an unknown one is in none.</param>
/// <param name="Late">People whose answers came after the close.</param>
public sealed record ArrivalFigures(IReadOnlyDictionary<string, long> Channels, long Late);

/// <summary>Adds up how answers came in.</summary>
internal sealed class ArrivalTally
{
    private readonly SortedDictionary<string, long> channels = new(StringComparer.Ordinal);
    private long late;

    internal void Count(Arrival arrival, int people)
    {
        if (arrival.Channel is { } channel) Add(channel, people);
        if (arrival.IsLate) late += people;
    }

    internal void Merge(ArrivalTally other, int sign = 1)
    {
        foreach (var (channel, people) in other.channels) Add(channel, sign * people);
        late += sign * other.late;
    }

    internal ArrivalState ToState() => new(new SortedDictionary<string, long>(channels, StringComparer.Ordinal), late);

    internal void Load(ArrivalState state)
    {
        foreach (var (channel, people) in state.Channels) channels[channel] = people;
        late = state.Late;
    }

    internal ArrivalFigures ToFigures() => new(new Dictionary<string, long>(channels), late);

    private void Add(string channel, long people)
    {
        var left = channels.GetValueOrDefault(channel) + people;
        if (left == 0) channels.Remove(channel);
        else channels[channel] = left;
    }
}
