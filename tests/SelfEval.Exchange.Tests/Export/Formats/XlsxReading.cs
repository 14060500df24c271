using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Reads the cells of a workbook's sheets: texts as strings, numbers as doubles.</summary>
internal sealed partial class XlsxReading : IDisposable
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly ZipArchive zip;

    internal XlsxReading(byte[] file)
    {
        zip = new ZipArchive(new MemoryStream(file));
        var targets = Xml("xl/_rels/workbook.xml.rels").Elements().ToDictionary(one => one.Attribute("Id")!.Value, one => one.Attribute("Target")!.Value);
        Sheets = Xml("xl/workbook.xml").Descendants(Main + "sheet").ToDictionary(sheet => sheet.Attribute("name")!.Value, sheet => "xl/" + targets[sheet.Attribute(Relations + "id")!.Value]);
    }

    public void Dispose() => zip.Dispose();

    internal Dictionary<string, string> Sheets { get; }

    internal bool HasFormulas => Sheets.Values.Any(sheet => Xml(sheet).Descendants(Main + "f").Any());

    internal string Part(string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    internal List<object?[]> Rows(string sheet, int columns) => [.. Xml(Sheets[sheet]).Descendants(Main + "row").Select(row =>
    {
        var cells = new object?[columns];
        foreach (var cell in row.Elements(Main + "c"))
        {
            var text = cell.Attribute("t")?.Value == "inlineStr";
            cells[Column(cell.Attribute("r")!.Value)] = text
                ? Escape().Replace(cell.Element(Main + "is")!.Element(Main + "t")!.Value, found => ((char)int.Parse(found.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
                : double.Parse(cell.Element(Main + "v")!.Value, CultureInfo.InvariantCulture);
        }

        return cells;
    })];

    internal static DateOnly Day(double serial) => new DateOnly(1899, 12, 30).AddDays((int)serial);

    private static int Column(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter)) column = (column * 26) + letter - 'A' + 1;
        return column - 1;
    }

    private XElement Xml(string part) => XDocument.Parse(Part(part), LoadOptions.PreserveWhitespace).Root!;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
