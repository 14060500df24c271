namespace SelfEval.Instruments.Definition;

/// <summary>A versioned, immutable definition: items, response sets, forms and scales with their scoring rules.</summary>
public sealed record Instrument
{
    /// <summary>The id of the instrument that holds a questionnaire's own items.</summary>
    public const string Own = "own";

    /// <summary>Lower-case id, for example <c>care-style</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Version, for example <c>1.0</c>. A used version never changes.</summary>
    public required string Version { get; init; }

    /// <summary>What people read in lists.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What it measures and what it does not.</summary>
    public LocalText? Description { get; init; }

    /// <summary>How it stands to a published instrument.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Terms of use of the wording.</summary>
    public required Licence Licence { get; init; }

    /// <summary>Where construct, structure or scoring were published.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Language tags; every text for participants exists in each. The first is the default.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>How the languages came to be, where the file says.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>The response sets that items name.</summary>
    public IReadOnlyList<ResponseSet> ResponseSets { get; init; } = [];

    /// <summary>The items in asking order.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>Versions for different audiences; empty where there is only one.</summary>
    public IReadOnlyList<Form> Forms { get; init; } = [];

    /// <summary>The scored sets of items; empty where nothing is scored.</summary>
    public IReadOnlyList<Scale> Scales { get; init; } = [];

    /// <summary>Checks of the whole sheet that raise flags.</summary>
    public IReadOnlyList<QualityCheck> QualityChecks { get; init; } = [];

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hex: always of the whole instrument, also after <see cref="Take"/>.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The whole instrument as canonical JSON, also after <see cref="Take"/>.</summary>
    public required string Json { get; init; }

    /// <summary>Which part of the instrument this is; null where it is the whole with its default rules.</summary>
    public InstrumentSelection? Selection { get; init; }

    /// <summary>The item with this code, or null.</summary>
    public Item? FindItem(string code) => Items.FirstOrDefault(item => item.Code == code);

    /// <summary>The scale with this id, or null.</summary>
    public Scale? FindScale(string id) => Scales.FirstOrDefault(scale => scale.Id == id);

    /// <summary>
    /// The instrument with only some of its items. A whole form, or another of a scale's named rules, leaves the standing as it is. Fewer items
    /// make it <see cref="Standing.Adapted"/>: every scale loses bands and minima, and a scale that lost items gets a range and a missing-answer
    /// allowance in proportion (rounded towards fewer missing). A bespoke instrument of which only whole scales are taken stays bespoke.
    /// </summary>
    /// <param name="form">A form's id, or null for all items.</param>
    /// <param name="items">The item codes to keep, or null for all; asked in the instrument's order.</param>
    /// <param name="ruleByScale">For a scale id, the id of the missing rule to use.</param>
    /// <exception cref="ArgumentException">No such form, item, scale or rule; or an item's condition looks at an item left out.</exception>
    public Instrument Take(string? form, IReadOnlyCollection<string>? items, IReadOnlyDictionary<string, string>? ruleByScale = null) =>
        InstrumentPart.Take(this, new InstrumentSelection(form, items?.ToArray(), ruleByScale));
}

/// <summary>Which part of an instrument a questionnaire uses.</summary>
/// <param name="Form">A form's id.</param>
/// <param name="Items">The item codes kept; null for all of the form.</param>
/// <param name="RuleByScale">For a scale id, the id of the missing rule chosen.</param>
public sealed record InstrumentSelection(string? Form, IReadOnlyList<string>? Items, IReadOnlyDictionary<string, string>? RuleByScale)
{
    /// <summary>True where nothing was chosen: the whole with its default rules.</summary>
    public bool IsWhole => Form is null && Items is null && RuleByScale is null or { Count: 0 };
}
