using System.Globalization;
using SelfEval.Exchange.Import;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Which column of a table holds what. The lines of a postal address may stand in one column or in several, which are read in their order.</summary>
internal sealed class PeopleColumns
{
    /// <summary>By their names without spaces, dashes and underscores.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "email", ["emailaddress"] = "email", ["mail"] = "email",
        ["phone"] = "phone", ["mobile"] = "phone", ["telephone"] = "phone", ["phonenumber"] = "phone", ["telephonenumber"] = "phone", ["mobilenumber"] = "phone", ["mobilephone"] = "phone",
        ["name"] = "name", ["fullname"] = "name",
        ["givenname"] = Given, ["givennames"] = Given, ["firstname"] = Given, ["forename"] = Given, ["forenames"] = Given, ["christianname"] = Given, ["first"] = Given,
        ["middlename"] = Middle, ["middlenames"] = Middle,
        ["familyname"] = Family, ["lastname"] = Family, ["surname"] = Family, ["secondname"] = Family, ["last"] = Family,
        ["language"] = "language", ["lang"] = "language",
        ["site"] = "site", ["place"] = "site", ["location"] = "site",
        ["start"] = "start", ["startdate"] = "start", ["startday"] = "start",
        ["channel"] = "channel", ["route"] = "channel",
        ["address"] = "address", ["postaladdress"] = "address", ["street"] = "address", ["town"] = "address", ["city"] = "address",
        ["county"] = "address", ["postcode"] = "address", ["country"] = "address",
    };

    private const string Given = "given name";
    private const string Middle = "middle name";
    private const string Family = "family name";
    private static readonly string[] NameParts = [Given, Middle, Family];

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

    /// <summary>What somebody is called: the column for it, else the columns for its parts put together; null where none says anything.</summary>
    public string? Name(CsvRow row) => Cell(row, "name")
        ?? (string.Join(' ', NameParts.Select(part => Cell(row, part)).OfType<string>()) is { Length: > 0 } joined ? joined : null);

    /// <summary>Names of the columns that are put together as the name; fewer than two where there is nothing to say about it.</summary>
    public IReadOnlyList<string> NameTogether(CsvTable table) => [.. NameParts.Where(Has).Select(part => table.Columns[_columns[part]])];

    /// <summary>The lines of the postal address, without empty ones; null where there are none.</summary>
    public string? Address(CsvRow row)
    {
        var lines = _address.SelectMany(i => row.Cells[i].ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var joined = string.Join('\n', lines);
        return joined.Length == 0 ? null : joined;
    }

    private static string? Meaning(string column)
    {
        var plain = string.Concat(column.Where(c => c is not (' ' or '-' or '_')));
        if (Names.GetValueOrDefault(plain) is { } name) return name;
        plain = plain.Replace("line", "", StringComparison.OrdinalIgnoreCase);
        return plain.StartsWith("address", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(plain["address".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "address" : null;
    }
}
