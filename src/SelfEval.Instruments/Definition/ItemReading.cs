using System.Globalization;

namespace SelfEval.Instruments.Definition;

/// <summary>Reads items and their conditions.</summary>
internal static class ItemReading
{
    public static Item Item(JsonPlace place, TextReading texts, Dictionary<string, ResponseSet> sets)
    {
        var members = place.Members("code", "kind", "text", "hint", "responses", "minimum", "maximum", "decimalPlaces", "maxLength", "earliest",
            "latest", "showIf", "optional", "lowAnchor", "highAnchor", "tags");
        var kind = members.Need("kind")?.Word<ItemKind>() ?? default;
        var text = texts.Need(members, "text");
        var item = new Item
        {
            Code = members.Need("code")?.Text(Patterns.ItemCode(), Patterns.ItemCodeMeaning) ?? "",
            Kind = kind,
            Text = text,
            Hint = texts.Find(members, "hint"),
            Responses = Responses(place, members, kind, sets, text.DefaultLanguage),
            Minimum = members.Find("minimum")?.Number(),
            Maximum = members.Find("maximum")?.Number(),
            DecimalPlaces = members.Find("decimalPlaces")?.Whole(0, 9),
            MaxLength = members.Find("maxLength")?.Whole(1, 20_000),
            Earliest = members.Find("earliest") is { } earliest ? Bound(earliest) : null,
            Latest = members.Find("latest") is { } latest ? Bound(latest) : null,
            ShowIf = members.Find("showIf") is { } showIf ? Condition(showIf) : null,
            Optional = members.Find("optional")?.Truth() ?? false,
            LowAnchor = texts.Find(members, "lowAnchor"),
            HighAnchor = texts.Find(members, "highAnchor"),
            Tags = Tags(members.Find("tags")),
        };
        CheckMembersFitKind(place, item, members);
        return item;
    }

    public static IReadOnlyList<string> Tags(JsonPlace? place) =>
        place?.Entries().Select(entry => entry.Text(Patterns.Tag(), Patterns.TagMeaning)).ToList() ?? [];

    private static DateBound? Bound(JsonPlace place)
    {
        var text = place.Text();
        if (text == DateBound.AnswerDate)
            return new DateBound(Day: null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateBound(day);
        if (text.Length > 0)
            place.Complain($"'{text}' must be a date such as \"1900-01-01\", or \"{DateBound.AnswerDate}\"");
        return null;
    }

    private static ResponseSet? Responses(JsonPlace place, JsonMembers members, ItemKind kind, Dictionary<string, ResponseSet> sets, string language)
    {
        var choice = kind is ItemKind.SingleChoice or ItemKind.SeveralChoices;
        ResponseSet? named = null;
        if ((choice ? members.Need("responses") : members.Find("responses")) is { } reference)
        {
            var id = reference.Text();
            if (id.Length > 0 && !sets.TryGetValue(id, out named))
                reference.Complain($"there is no response set '{id}'{(sets.Count == 0 ? "; add it to 'responseSets'" : Nearest.Hint(id, sets.Keys, "response sets"))}");
            else if (kind is ItemKind.ShortText or ItemKind.LongText)
                reference.Complain("a text item has no response set");
            else if (!choice && named?.Options.Any(option => option.Missing is null) == true)
                reference.Complain($"on this kind of item every option of '{id}' must stand for no answer (have 'missing')");
        }
        return kind is ItemKind.Bipolar or ItemKind.ZeroToTen ? ResponseReading.Steps(kind, named, language) : named;
    }

    private static void CheckMembersFitKind(JsonPlace place, Item item, JsonMembers members)
    {
        void OnlyFor(string name, bool fits, string kinds)
        {
            if (!fits && members.Find(name) is { } member)
                member.Complain($"only belongs to {kinds}; take it out or change 'kind'");
        }
        var number = item.Kind == ItemKind.Number;
        var steps = item.Kind is ItemKind.Bipolar or ItemKind.ZeroToTen;
        OnlyFor("minimum", number, "a number item");
        OnlyFor("maximum", number, "a number item");
        OnlyFor("decimalPlaces", number, "a number item");
        OnlyFor("maxLength", item.IsText, "a text item");
        OnlyFor("earliest", item.Kind == ItemKind.Date, "a date item");
        OnlyFor("latest", item.Kind == ItemKind.Date, "a date item");
        OnlyFor("lowAnchor", steps, "a bipolar or zeroToTen item");
        OnlyFor("highAnchor", steps, "a bipolar or zeroToTen item");
        if (item.Minimum > item.Maximum)
            place.Complain(".minimum", "is above the maximum; change one of them");
        if (item is { Earliest.Day: { } from, Latest.Day: { } to } && from > to)
            place.Complain(".earliest", "is after 'latest'; change one of them");
        if (item.Kind == ItemKind.Bipolar && (item.LowAnchor is null || item.HighAnchor is null))
            place.Complain("a bipolar item needs 'lowAnchor' and 'highAnchor'");
    }

    private static Condition Condition(JsonPlace place)
    {
        var members = place.Members("all", "any", "not", "item", "equals", "in", "answered", "atLeast", "atMost");
        if (members.Find("all") is { } all)
            return new Condition.AllOf(Parts(all));
        if (members.Find("any") is { } any)
            return new Condition.AnyOf(Parts(any));
        if (members.Find("not") is { } not)
            return new Condition.Negated(Condition(not));
        var item = members.Need("item")?.Text() ?? "";
        if (members.Find("equals") is { } equals)
            return new Condition.OneOf(item, [equals.Text()]);
        if (members.Find("in") is { } codes)
            return new Condition.OneOf(item, codes.Entries().Select(entry => entry.Text()).ToList());
        if (members.Find("atLeast") is { } atLeast)
            return new Condition.AtLeast(item, atLeast.Number());
        if (members.Find("atMost") is { } atMost)
            return new Condition.AtMost(item, atMost.Number());
        if (members.Find("answered") is { } answered)
            return answered.Truth() ? new Condition.Answered(item) : new Condition.Negated(new Condition.Answered(item));
        place.Complain("says nothing about the item: needs equals, in, answered, atLeast or atMost");
        return new Condition.Answered(item);
    }

    private static List<Condition> Parts(JsonPlace place)
    {
        var parts = place.Entries().Select(Condition).ToList();
        if (parts.Count == 0)
            place.Complain("must hold at least one condition");
        return parts;
    }
}
