using System.Globalization;

namespace SelfEval.Instruments.Definition;

/// <summary>Reads response sets and makes the built-in ones.</summary>
internal static class ResponseReading
{
    public static ResponseSet Set(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "options");
        var options = new List<ResponseOption>();
        foreach (var entry in members.Need("options")?.Entries() ?? [])
        {
            var option = Option(entry, texts);
            if (options.Exists(other => other.Code == option.Code))
                entry.Complain(".code", $"option '{option.Code}' is defined twice; give one of them another code");
            options.Add(option);
        }
        if (options.Count == 0)
            members.Find("options")?.Complain("must hold at least one option");
        return new ResponseSet { Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "", Options = options };
    }

    /// <summary>The numbered steps of a bipolar or 0–10 item, followed by the options that stand for no answer.</summary>
    public static ResponseSet Steps(ItemKind kind, ResponseSet? others, string language)
    {
        var (id, lowest, highest) = kind == ItemKind.Bipolar ? (ResponseSet.Bipolar, -2, 2) : (ResponseSet.ZeroToTen, 0, 10);
        var steps = Enumerable.Range(lowest, highest - lowest + 1).Select(value => new ResponseOption
        {
            Code = value.ToString(CultureInfo.InvariantCulture),
            Label = LocalText.Of(value < 0 ? "\u2212" + (-value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture), language),
            Value = value,
        });
        return new ResponseSet { Id = others?.Id ?? id, Options = [.. steps, .. others?.Options ?? []] };
    }

    private static ResponseOption Option(JsonPlace place, TextReading texts)
    {
        var members = place.Members("code", "label", "value", "missing", "exclusive");
        var missing = members.Find("missing")?.Word<MissingKind>();
        if (missing is MissingKind.Skipped or MissingKind.NotShown)
            place.Complain(".missing", "no option can stand for a skipped or hidden item; use doesNotApply, preferNotToSay or notSure");
        var value = members.Find("value")?.Number();
        if (missing is not null && value is not null)
            place.Complain("an option that stands for no answer has no value; take 'value' or 'missing' out");
        return new ResponseOption
        {
            Code = members.Need("code")?.Text(Patterns.OptionCode(), Patterns.OptionCodeMeaning) ?? "",
            Label = texts.Need(members, "label"),
            Value = value,
            Missing = missing,
            Exclusive = members.Find("exclusive")?.Truth() ?? missing is not null,
        };
    }
}
