namespace SelfEval.Instruments.Definition;

/// <summary>A team's own items as an instrument, so that everything downstream meets only instruments.</summary>
public static class OwnItems
{
    /// <summary>
    /// The instrument <c>own</c> that holds a questionnaire's own items. They go through the same checks as a file; problems name paths in it.
    /// Response sets are gathered from the items by id.
    /// </summary>
    /// <param name="items">The items, in asking order.</param>
    /// <param name="title">What reports call them.</param>
    public static ReadResult AsInstrument(IReadOnlyList<Item> items, LocalText title)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(title);
        var sets = items.Where(item => item.Kind is not (ItemKind.Bipolar or ItemKind.ZeroToTen))
            .Select(item => item.Responses).OfType<ResponseSet>().DistinctBy(set => set.Id).ToList();
        var draft = new Instrument
        {
            Id = Instrument.Own,
            Version = "1.0",
            Title = title,
            Standing = Standing.Bespoke,
            Licence = new Licence { Name = "The team's own items" },
            Languages = [.. title.ByLanguage.Keys.OrderBy(language => language == title.DefaultLanguage ? 0 : 1)],
            ResponseSets = sets,
            Items = items,
            ContentHash = "",
            Json = "",
        };
        return InstrumentReader.Read(InstrumentWriter.Write(draft), Instrument.Own);
    }
}
