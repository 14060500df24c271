using System.Globalization;
using SelfEval.Exchange.Import;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Which column of a table holds what. The lines of a postal address may stand in one column or in several, which are read in their order.</summary>
internal sealed class PeopleColumns
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "email", ["e-mail"] = "email", ["email address"] = "email", ["e-mail address"] = "email",
        ["phone"] = "phone", ["mobile"] = "phone", ["telephone"] = "phone", ["phone number"] = "phone", ["mobile number"] = "phone", ["mobile phone"] = "phone",
        ["name"] = "name", ["full name"] = "name",
        ["language"] = "language", ["lang"] = "language",
        ["site"] = "site", ["place"] = "site", ["location"] = "site",
        ["start"] = "start", ["start date"] = "start",
        ["channel"] = "channel", ["route"] = "channel",
        ["address"] = "address", ["postal address"] = "address", ["street"] = "address", ["town"] = "address", ["city"] = "address",
        ["county"] = "address", ["postcode"] = "address", ["post code"] = "address", ["country"] = "address",
    };

    private readonly Dictionary<string, int> _columns = [];
    private readonly List<int> _address = [];

    private PeopleColumns()
    {
    }

    /// <summary>Names of columns that nobody needs.</summary>
    public List<string> Unneeded { get; } = [];

    /// <summary>Whether anybody can be reached by what the table holds.</summary>
    public bool HasAny => _address.Count > 0 || Has("email") || Has("phone");

    public bool Has(string column) => _columns.ContainsKey(column);

    public static PeopleColumns Of(CsvTable table)
    {
        var columns = new PeopleColumns();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Length == 0) continue;
            switch (Meaning(table.Columns[i]))
            {
                case "address":
                    columns._address.Add(i);
                    break;
                case { } name:
                    columns._columns.TryAdd(name, i);
                    break;
                default:
                    columns.Unneeded.Add(table.Columns[i]);
                    break;
            }
        }

        // "Address" is what many call a column of email addresses.
        if (columns is { _address: [var only] } && !columns.Has("email")
            && table.Rows.FirstOrDefault(r => r.Cells[only].Length > 0)?.Cells[only].Contains('@', StringComparison.Ordinal) == true)
        {
            columns._columns["email"] = only;
            columns._address.Clear();
        }

        return columns;
    }

    /// <summary>The cell; null where there is no such column or nothing in it.</summary>
    public string? Cell(CsvRow row, string column) => _columns.TryGetValue(column, out var at) && row.Cells[at].Length > 0 ? row.Cells[at] : null;

    /// <summary>The lines of the postal address, without empty ones; null where there are none.</summary>
    public string? Address(CsvRow row)
    {
        var lines = _address.SelectMany(i => row.Cells[i].ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var joined = string.Join('\n', lines);
        return joined.Length == 0 ? null : joined;
    }

    private static string? Meaning(string column)
    {
        if (Names.GetValueOrDefault(column) is { } name) return name;
        var plain = column.Replace("line", "", StringComparison.OrdinalIgnoreCase).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return plain.StartsWith("address", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(plain["address".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "address" : null;
    }
}
