using System.Text.Json.Nodes;
using AngleSharp.Dom;
using SelfEval.Web.Platform.Nhs;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Nhs;

/// <summary>
/// Our components against the package's own examples, tree by tree. An example is compared when every option it sets is one that we have;
/// the counts below say how many that is, so that an upgrade which changes it is noticed.
/// </summary>
public sealed class NhsFixtureTests
{
    private const string Labelled = ".label:String .label.text:String .label.heading:String .label.size:String .name:String .id:String " +
        ".hint:String .hint.text:String .hint.html:String .errorMessage:String .errorMessage.text:String .disabled:Bool .value:String ";

    private const string Grouped = ".fieldset:Null .fieldset.legend:String .fieldset.legend.text:String .fieldset.legend.heading:String .fieldset.legend.size:String .fieldset.legend.size:Null " +
        ".name:String .idPrefix:String .id:String .hint:String .hint.text:String .hint.html:String .errorMessage:String .errorMessage.text:String .disabled:Bool .small:Bool .inline:Bool " +
        ".items[].text:String .items[].value:String .items[].divider:String .items[].hint.text:String .items[].disabled:Bool .items[].conditional.html:String ";

    private static readonly Dictionary<string, (string Options, Action<Markup, JsonObject> Write)> Ours = new()
    {
        ["radios"] = (Grouped + ".value:String", (m, o) => new Radios { Name = o.Word("name")!, Label = "", Choices = o.Choices(), Small = o.Flag("small"), Inline = o.Flag("inline") }.Fill(o).Write(m)),
        ["checkboxes"] = (Grouped + ".values[]:String .items[].behaviour:String", (m, o) => new Checkboxes { Name = o.Word("name")!, Label = "", Choices = o.Choices(), Small = o.Flag("small"), Inline = o.Flag("inline") }.Fill(o).Write(m)),
        ["input"] = (Labelled + ".width:Number .type:String .autocomplete:String .inputmode:String .spellcheck:Bool .prefix:String .prefix.text:String .prefix.html:String .suffix:String .suffix.text:String .suffix.html:String", WriteInput),
        ["textarea"] = (Labelled + ".autocomplete:String", WriteTextArea),
        ["character-count"] = (Labelled + ".maxlength:Number .threshold:Number .rows:Number", WriteTextArea),
        ["select"] = (Labelled + ".items[].text:String .items[].value:String .items[].disabled:Bool", (m, o) => new SelectInput { Name = o.Word("name")!, Label = "", Choices = o.Choices() }.Fill(o).Write(m)),
        ["password-input"] = (Labelled + ".autocomplete:String", (m, o) => new PasswordInput { Name = o.Word("name")!, Label = "", Autocomplete = o.Word("autocomplete") ?? "current-password" }.Fill(o).Write(m)),
        ["file-upload"] = (Labelled + ".multiple:Bool", (m, o) => new FileUpload { Name = o.Word("name")!, Label = "", Multiple = o.Flag("multiple") }.Fill(o).Write(m)),
        ["date-input"] = (Grouped + ".values.day:String .values.month:String .values.year:String .day.error:Bool .month.error:Bool .year.error:Bool", WriteDate),
        ["button"] = (".text:String .href:String .variant:String .small:Bool .disabled:Bool .preventDoubleClick:Bool", WriteButton),
        ["error-summary"] = (".heading:String .heading.text:String .errorList[].text:String .errorList[].href:String", WriteErrorSummary),
        ["fieldset"] = (".legend:String .legend.heading:String .legend.size:String .html:String", (m, o) => Fieldset.Write(m, o.Phrase("legend"), o["legend"] is JsonObject l ? l.Word("size") : null, o["legend"] is JsonObject, Phrase.Html(o.Word("html")))),
        ["panel"] = (".heading:String .heading.text:String .heading.size:String .heading.level:Number .text:String .html:String .variant:String", (m, o) => Blocks.Panel(m, o.Phrase("heading"), TextOrHtml(o), o.Word("variant") == "interruption", o["heading"] is JsonObject h ? h.Word("size") : null, o["heading"] is JsonObject l ? l.Number("level") ?? 1 : 1)),
        ["inset-text"] = (".text:String .html:String", (m, o) => Blocks.InsetText(m, Paragraph(o))),
        ["details"] = (".summary:String .summary.text:String .summary.html:String .text:String .html:String .open:Bool .classes:String", (m, o) => Blocks.Details(m, o.Phrase("summary"), TextOrHtml(o), o.Flag("open"), o.Word("classes"))),
        ["warning-callout"] = (".heading:String .heading.text:String .heading.level:Number .text:String", (m, o) => Blocks.WarningCallout(m, o.Phrase("heading"), Paragraph(o, "nhsuk-card__description"), o["heading"] is JsonObject h ? h.Number("level") ?? 3 : 3)),
        ["notification-banner"] = (".text:String .html:String .variant:String .title:String .title.text:String", WriteBanner),
        ["tag"] = (".text:String .html:String .colour:String .classes:String", (m, o) => Blocks.Tag(m, TextOrHtml(o), o.Word("colour"), o.Word("classes"))),
        ["back-link"] = (".text:String .href:String", (m, o) => m.Element("a", o.Word("text"), ("class", "nhsuk-back-link"), ("href", o.Word("href")))),
        ["breadcrumb"] = (".items[].text:String .items[].href:String", (m, o) => Breadcrumb.Write(m, [.. o["items"]!.AsArray().Select(i => (i.Word("text")!, i.Word("href")!))])),
        ["skip-link"] = (".text:String .href:String", (m, o) => m.Element("a", o.Word("text"), ("class", "nhsuk-skip-link"), ("data-module", "nhsuk-skip-link"), ("href", o.Word("href")))),
        ["summary-list"] = (".rows[].key.text:String .rows[].value.text:String .rows[].value.html:String .rows[].actions.items[].href:String .rows[].actions.items[].text:String .rows[].actions.items[].visuallyHiddenText:String", WriteSummaryList),
        ["tabs"] = (".idPrefix:String .items[].label:String .items[].panel.html:String", WriteTabs),
        ["pagination"] = (".items[].current:Bool .items[].ellipsis:Bool .items[].href:String .items[].number:Number .previous.href:String .previous.label:String .next.href:String .next.label:String", WritePagination),
        ["tables"] = (".caption:String .caption.text:String .caption.size:String .caption.id:String .firstCellIsHeader:Bool .compact:Bool .scroll:Bool .head[].text:String .head[].format:String .rows[][].text:String .rows[][].html:String .rows[][].format:String", WriteTable),
    };

    /// <summary>Examples whose options we have, used in a way that we do not support.</summary>
    private static readonly HashSet<string> LeftOut =
    [
        "radios/disabled with enabled input", "checkboxes/disabled with enabled input", "checkboxes/with \"all\" option",
        "character-count/to configure in JavaScript", "character-count/with neither maxlength, maxwords nor textarea description set",
        "button/with double click not prevented", "tag/colour class overriding colour option", "back-link/with text escaping",
        "summary-list/with multiple actions", "date-input/with errors only",
    ];

    public static IEnumerable<TheoryDataRow<Fixture>> Covered => Ours.Keys.SelectMany(CoveredOf).Select(fixture => new TheoryDataRow<Fixture>(fixture));

    [Theory]
    [MemberData(nameof(Covered))]
    public void Component_SameOptions_MakesTheSameTree(Fixture fixture)
    {
        var ours = Markup.ToHtml(m => Ours[fixture.Component].Write(m, fixture.Options));
        Assert.Equal(HtmlTree.Of(fixture.Html, Alike(fixture)), HtmlTree.Of(ours, Alike(fixture)));
    }

    [Fact]
    public void Table_ThatScrolls_TakesTheFocusWithoutAScript() =>
        Assert.Contains("<div class=\"nhsuk-scroll__content\" role=\"region\" aria-labelledby=\"t\" tabindex=\"0\">",
            Markup.ToHtml(m => new Table { Caption = "T", ScrollId = "t", Columns = [new("A")], Rows = [["1"]] }.Write(m)), StringComparison.Ordinal);

    [Fact]
    public void Fixtures_OfEveryComponent_AreCoveredInTheseNumbers() =>
        Assert.Equal(
        [
            "radios 44 of 48",
            "checkboxes 45 of 56",
            "input 21 of 44",
            "textarea 14 of 16",
            "character-count 16 of 33",
            "select 15 of 20",
            "password-input 10 of 19",
            "file-upload 14 of 21",
            "date-input 13 of 39",
            "button 41 of 66",
            "error-summary 5 of 14",
            "fieldset 2 of 4",
            "panel 12 of 15",
            "inset-text 2 of 3",
            "details 10 of 12",
            "warning-callout 4 of 6",
            "notification-banner 5 of 17",
            "tag 14 of 28",
            "back-link 1 of 7",
            "breadcrumb 1 of 5",
            "skip-link 3 of 3",
            "summary-list 3 of 28",
            "tabs 2 of 5",
            "pagination 7 of 11",
            "tables 9 of 140",
        ], Ours.Keys.Select(c => $"{c} {CoveredOf(c).Count()} of {Fixture.Of(c).Count()}"));

    private static IEnumerable<Fixture> CoveredOf(string component)
    {
        var known = Ours[component].Options.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return Fixture.Of(component).Where(fixture =>
            // "Via call block": the content is in the template that made the example, not in its options.
            !fixture.Name.EndsWith("call block", StringComparison.Ordinal) && !LeftOut.Contains($"{component}/{fixture.Name}") && fixture.Paths().All(known.Contains));
    }

    private static Action<IElement>? Alike(Fixture fixture) => fixture.Component switch
    {
        // Our date boxes are named as properties (When.Day), so that a form binds to them.
        "date-input" => element =>
        {
            if (element.GetAttribute("name") is { } name)
                element.SetAttribute("name", name.ToLowerInvariant());
        },
        // What scrolls takes the focus from the start; in the package only its script says so.
        "tables" => element =>
        {
            if (element.ClassList.Contains("nhsuk-scroll__content"))
                element.SetAttribute("tabindex", "0");
        },
        _ => null,
    };

    private static Phrase TextOrHtml(JsonObject o) => o.Word("html") is { } html ? Phrase.Html(html) : o.Word("text");

    private static Phrase Paragraph(JsonObject o, string? css = null) =>
        o.Word("html") is { } html ? Phrase.Html(html) : Phrase.Html(Markup.ToHtml(m => m.Element("p", o.Word("text"), ("class", css))));

    private static void WriteInput(Markup m, JsonObject o) => new TextInput
    {
        Name = o.Word("name")!,
        Label = "",
        Type = o.Word("type") ?? "text",
        Value = o.Word("value"),
        Width = o.Number("width"),
        Autocomplete = o.Word("autocomplete"),
        Inputmode = o.Word("inputmode"),
        Spellcheck = o["spellcheck"]?.GetValue<bool>(),
        Prefix = o.Phrase("prefix"),
        Suffix = o.Phrase("suffix"),
    }.Fill(o).Write(m);

    private static void WriteTextArea(Markup m, JsonObject o) => new TextArea
    {
        Name = o.Word("name")!,
        Label = "",
        Value = o.Word("value"),
        Rows = o.Number("rows") ?? 5,
        MaxLength = o.Number("maxlength"),
        Threshold = o.Number("threshold"),
        Autocomplete = o.Word("autocomplete"),
    }.Fill(o).Write(m);

    private static void WriteDate(Markup m, JsonObject o) => new DateInput
    {
        Name = "",
        NameJoint = "",
        Label = "",
        Value = new DateParts { Day = o["values"].Word("day"), Month = o["values"].Word("month"), Year = o["values"].Word("year") },
        Wrong = (o["day"].Flag("error") ? DateBoxes.Day : 0) | (o["month"].Flag("error") ? DateBoxes.Month : 0) | (o["year"].Flag("error") ? DateBoxes.Year : 0),
    }.Fill(o).Write(m);

    private static void WriteButton(Markup m, JsonObject o) => new Button
    {
        Text = o.Word("text"),
        Href = o.Word("href"),
        Variant = o.Word("variant"),
        Small = o.Flag("small"),
        Disabled = o.Flag("disabled"),
        PreventDoubleClick = o.Flag("preventDoubleClick"),
    }.Write(m);

    private static void WriteErrorSummary(Markup m, JsonObject o) => new ErrorSummary
    {
        Heading = o.Phrase("heading").Words!,
        Errors = [.. (o["errorList"]?.AsArray() ?? []).Select(e => (e.Word("text")!, e.Word("href")?[1..]))],
    }.Write(m);

    private static void WriteBanner(Markup m, JsonObject o)
    {
        var inner = o.Word("html") ?? Markup.ToHtml(b => Blocks.BannerHeading(b, o.Word("text")));
        Blocks.NotificationBanner(m, Phrase.Html(inner), o.Word("variant") == "success", o.Phrase("title").Words);
    }

    private static void WriteSummaryList(Markup m, JsonObject o) => SummaryRow.WriteList(m, [.. o["rows"]!.AsArray().Select(row =>
    {
        var action = row!["actions"]?["items"]?.AsArray().SingleOrDefault();
        return new SummaryRow { Key = row.Phrase("key"), Value = row.Phrase("value"), Href = action.Word("href"), ActionText = action.Word("text") ?? "", ActionHidden = action.Word("visuallyHiddenText") };
    })]);

    private static void WriteTabs(Markup m, JsonObject o) => Tabs.Write(m,
        [.. o["items"]!.AsArray().Select((tab, i) => ($"{o.Word("idPrefix")}-{i + 1}", tab.Word("label")!, tab!.Phrase("panel")))]);

    private static void WritePagination(Markup m, JsonObject o)
    {
        if (o["items"] is not JsonArray items)
        {
            Pagination.WriteNamed(m, Side(o["previous"]), Side(o["next"]));
            return;
        }
        var numbers = items.Where(i => i!["number"] is not null).ToDictionary(i => i!["number"]!.GetValue<int>(), i => i.Word("href")!);
        Pagination.WriteNumbered(m, numbers.Keys.Single(n => items.Any(i => i.Number("number") == n && i.Flag("current"))), numbers.Keys.Max(), n => numbers.GetValueOrDefault(n, "#"));
    }

    private static (string? Label, string Href)? Side(JsonNode? node) => node is null ? null : (node.Word("label"), node.Word("href")!);

    private static void WriteTable(Markup m, JsonObject o) => new Table
    {
        Caption = o.Phrase("caption"),
        CaptionSize = o["caption"] is JsonObject c ? c.Word("size") : null,
        ScrollId = o.Flag("scroll") ? o["caption"].Word("id") : null,
        Compact = o.Flag("compact"),
        FirstCellIsHeader = o.Flag("firstCellIsHeader"),
        Columns = [.. o["head"]!.AsArray().Select(h => new Table.Column(h.Word("text"), h.Word("format") == "numeric"))],
        Rows = [.. o["rows"]!.AsArray().Select(row => (IReadOnlyList<Phrase>)[.. row!.AsArray().Select(cell => TextOrHtml(cell!.AsObject()))])],
    }.Write(m);
}
