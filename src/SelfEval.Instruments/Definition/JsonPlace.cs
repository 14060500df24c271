using System.Text.Json;
using System.Text.RegularExpressions;

namespace SelfEval.Instruments.Definition;

/// <summary>A value in a JSON document that knows where it stands and collects what is wrong with it.</summary>
internal readonly struct JsonPlace(JsonElement element, string path, JsonComplaints complaints)
{
    // Up to here a double holds every whole number, and sums of products stay finite.
    private const double Largest = 1e15;

    private const string Twice = "appears twice; keep one of them";

    public JsonElement Element => element;

    public string Path => path;

    public void Complain(string message) => complaints.Add(path, message);

    public void Complain(string below, string message) => complaints.Add(path + below, message);

    /// <summary>The members of an object; an unknown or repeated one is complained of.</summary>
    public JsonMembers Members(params string[] known)
    {
        var found = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Complain($"must be an object, not {Kind()}");
            return new JsonMembers(this, found, broken: true);
        }
        foreach (var member in element.EnumerateObject())
        {
            var place = new JsonPlace(member.Value, $"{path}.{member.Name}", complaints);
            if (!known.Contains(member.Name))
                place.Complain($"unknown member{(Nearest.Of(member.Name, known) is { } near ? $"; did you mean '{near}'?" : ";")} known here are {string.Join(", ", known)}");
            else if (!found.TryAdd(member.Name, place))
                place.Complain(Twice);
        }
        return new JsonMembers(this, found, broken: false);
    }

    /// <summary>All members of an object whose names are free.</summary>
    public IEnumerable<(string Name, JsonPlace Place)> FreeMembers()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Complain($"must be an object, not {Kind()}");
            yield break;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var place = new JsonPlace(member.Value, $"{path}.{member.Name}", complaints);
            if (seen.Add(member.Name))
                yield return (member.Name, place);
            else
                place.Complain(Twice);
        }
    }

    public List<JsonPlace> Entries()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Complain($"must be a list, not {Kind()}");
            return [];
        }
        var entries = new List<JsonPlace>();
        foreach (var entry in element.EnumerateArray())
            entries.Add(new JsonPlace(entry, $"{path}[{entries.Count}]", complaints));
        return entries;
    }

    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Complain($"must be text in quotation marks, not {Kind()}");
            return "";
        }
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Complain("is not valid Unicode text");
            return "";
        }
        if (text.Contains('\0', StringComparison.Ordinal))
            Complain("must not hold a NUL character");
        if (string.IsNullOrWhiteSpace(text))
            Complain("must not be empty; write the text, or take the member out if it is not needed");
        return text;
    }

    public string Text(Regex pattern, string meaning)
    {
        var text = Text();
        if (text.Length > 0 && !pattern.IsMatch(text))
            Complain($"'{text}' must be {meaning}");
        return text;
    }

    public double Number()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && Math.Abs(number) <= Largest)
            return number;
        if (element.ValueKind == JsonValueKind.Number)
        {
            Complain("is too large a number; write one from -1e15 to 1e15");
            return 0;
        }
        Complain($"must be a number, not {Kind()}{(Kind() == "text" ? "; take the quotation marks away" : "")}");
        return 0;
    }

    public int Whole(int lowest, int highest)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= lowest && number <= highest)
            return number;
        Complain($"must be a whole number from {lowest} to {highest}");
        return lowest;
    }

    public bool Truth()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        Complain($"must be true or false, not {Kind()}");
        return false;
    }

    public T Word<T>() where T : struct, Enum
    {
        var text = Text();
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
                return value;
        }
        if (text.Length > 0)
        {
            var words = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
            Complain($"'{text}' is not one of {string.Join(", ", words)}{(Nearest.Of(text, words) is { } near ? $"; did you mean '{near}'?" : "")}");
        }
        return default;
    }

    private string Kind() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}

/// <summary>The members of one object.</summary>
internal readonly struct JsonMembers(JsonPlace owner, Dictionary<string, JsonPlace> found, bool broken)
{
    public JsonPlace? Find(string name) => found.TryGetValue(name, out var place) ? place : null;

    public JsonPlace? Need(string name)
    {
        if (found.TryGetValue(name, out var place))
            return place;
        if (!broken)
            owner.Complain($"'{name}' is missing{MemberExamples.Advice(name)}");
        return null;
    }
}

/// <summary>Everything found wrong in one file.</summary>
internal sealed class JsonComplaints(string file)
{
    private readonly List<InstrumentProblem> problems = [];

    public IReadOnlyList<InstrumentProblem> Problems => problems;

    /// <summary>True where something of this kind of place was complained of.</summary>
    public bool Any(Func<string, bool> place) => problems.Exists(problem => place(problem.Path));

    public void Add(string path, string message) => problems.Add(new InstrumentProblem(file, path, message));
}
