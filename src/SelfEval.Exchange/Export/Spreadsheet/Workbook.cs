using System.Globalization;
using System.Text;
using System.Xml;

namespace SelfEval.Exchange.Export.Spreadsheet;

/// <summary>An XLSX file (ECMA-376, transitional): sheets one after the other, then the parts that name them.</summary>
internal sealed class Workbook : IAsyncDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private const string Styles =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"" + Main + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>" +
        "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Arial\"/></font><font><b/><sz val=\"11\"/><name val=\"Arial\"/></font></fonts>" +
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>" +
        "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>" +
        "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>" +
        "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>" +
        "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

    private readonly ZipFile zip;
    private readonly List<string> sheets = [];

    private Workbook(ZipFile zip) => this.zip = zip;

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    /// <summary>Begins a workbook on a stream that need not seek and is only written to asynchronously. Its first bytes go out at once, however long the rows take.</summary>
    internal static async Task<Workbook> CreateAsync(Stream output, DateTime written, CancellationToken cancellation)
    {
        var book = new Workbook(await ZipFile.CreateAsync(output, written, cancellation));
        await book.PartAsync("xl/styles.xml", Styles, cancellation);
        return book;
    }

    /// <summary>Adds the next sheet.</summary>
    internal Task AddAsync(string name, Func<SheetWriter, Task> write, CancellationToken cancellation)
    {
        sheets.Add(name);
        return zip.AddAsync(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheets.Count}.xml"), async stream =>
        {
            var sheet = new SheetWriter(stream);
            await write(sheet);
            await sheet.EndAsync(cancellation);
        }, cancellation);
    }

    /// <summary>Writes the parts that name the sheets.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await PartAsync("xl/workbook.xml", Xml(xml =>
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteAttributeString("xmlns", "r", null, Relations);
            xml.WriteStartElement("sheets", Main);
            for (var i = 0; i < sheets.Count; i++)
            {
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", sheets[i]);
                xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("id", Relations, "rId" + (i + 1).ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }
        }), cancellation);
        await PartAsync("xl/_rels/workbook.xml.rels", Xml(xml =>
        {
            xml.WriteStartElement("Relationships", Packages);
            for (var i = 0; i < sheets.Count; i++) Relate(xml, i + 1, Relations + "/worksheet", string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{i + 1}.xml"));
            Relate(xml, sheets.Count + 1, Relations + "/styles", "styles.xml");
        }), cancellation);
        await PartAsync("_rels/.rels", Xml(xml =>
        {
            xml.WriteStartElement("Relationships", Packages);
            Relate(xml, 1, Relations + "/officeDocument", "xl/workbook.xml");
        }), cancellation);
        await PartAsync("[Content_Types].xml", Xml(xml =>
        {
            xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
            Type(xml, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
            Type(xml, "Default", "Extension", "xml", "application/xml");
            Type(xml, "Override", "PartName", "/xl/workbook.xml", Types + "sheet.main+xml");
            Type(xml, "Override", "PartName", "/xl/styles.xml", Types + "styles+xml");
            for (var i = 0; i < sheets.Count; i++) Type(xml, "Override", "PartName", string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{i + 1}.xml"), Types + "worksheet+xml");
        }), cancellation);
        await zip.EndAsync(cancellation);
    }

    private static void Relate(XmlWriter xml, int id, string type, string target)
    {
        xml.WriteStartElement("Relationship", Packages);
        xml.WriteAttributeString("Id", "rId" + id.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("Type", type);
        xml.WriteAttributeString("Target", target);
        xml.WriteEndElement();
    }

    private static void Type(XmlWriter xml, string element, string what, string value, string type)
    {
        xml.WriteStartElement(element, "http://schemas.openxmlformats.org/package/2006/content-types");
        xml.WriteAttributeString(what, value);
        xml.WriteAttributeString("ContentType", type);
        xml.WriteEndElement();
    }

    private static string Xml(Action<XmlWriter> write)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text))
        {
            xml.WriteStartDocument(standalone: true);
            write(xml);
            xml.WriteEndDocument();
        }

        return text.ToString();
    }

    private Task PartAsync(string name, string xml, CancellationToken cancellation) => zip.AddAsync(name, Encoding.UTF8.GetBytes(xml), cancellation);

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
