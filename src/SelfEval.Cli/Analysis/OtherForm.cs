using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>The instrument of a second file or round, where it was another one, another version or another choice of items.</summary>
internal static class OtherForm
{
    /// <summary>The instrument; the first one's where nothing is said, and null where there is none.</summary>
    /// <param name="request">What is read of the first.</param>
    /// <param name="named">The option that names the other instrument, and what it says.</param>
    /// <param name="only">The option that names the items used of it, and what it says.</param>
    public static Instrument? Of(DataRequest request, (string Option, string? Value) named, (string Option, string? Value) only)
    {
        var items = DataOptions.List(only.Value);
        if (request.InstrumentName is null && (named.Value is not null || items.Length > 0))
            throw new UsageException($"{named.Option} and {only.Option} go with --instrument");
        return named.Value is null && items.Length == 0 ? request.Instrument : InstrumentOptions.Find(named.Value ?? request.InstrumentName!, null, items);
    }
}
