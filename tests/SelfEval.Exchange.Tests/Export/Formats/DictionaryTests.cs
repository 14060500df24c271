using System.Text;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Spreadsheet;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>What files say of their variables: labels, missing values, levels, days, long names and long texts, as real programs see them.</summary>
public sealed class DictionaryTests
{
    private static readonly QuestionnaireDocument Questionnaire = Make.Questionnaire(Make.Instrument("heard",
    [
        Make.Item("a_1", ItemKind.SingleChoice, "Wurde Ihnen zugehört? It's “so”", new ResponseSet
        {
            Id = "agree",
            Options =
            [
                .. Make.Set("agree", Make.Agreement).Options,
                new() { Code = "p", Label = LocalText.Of("Prefer not to say"), Missing = MissingKind.PreferNotToSay }, new() { Code = "u", Label = LocalText.Of("Not sure"), Missing = MissingKind.NotSure },
            ],
        }),
        Make.Item("who", ItemKind.SingleChoice, "Whom?", new ResponseSet { Id = "who", Options = [new() { Code = "gp", Label = LocalText.Of("GP, “doctor”") }, new() { Code = "nurse", Label = LocalText.Of("Nurse") }] }),
        Make.Item("since", ItemKind.Date, "Since?"),
        Make.Item("note", ItemKind.LongText, "Anything else?") with { MaxLength = 200_000 },
    ]));

    private static readonly ExportFrame Frame = new(RandomExport.About, [Questionnaire]);

    [Fact]
    public async Task Haven_sees_labels_and_missing_values_of_a_sav_file()
    {
        using var folder = new Folder();
        await folder.WriteAsync("x.sav", await Written.AsAsync("sav", Frame, Rows()));
        await folder.WriteAsync("x.R", Encoding.UTF8.GetBytes("""
            d <- haven::read_sav("x.sav", user_na = TRUE)
            cat(attr(d$a_1, "label"), "\n")
            cat(names(attr(d$a_1, "labels")), sep = "|"); cat("\n")
            cat(attr(d$a_1, "labels"), sep = "|"); cat("\n")
            cat(attr(d$a_1, "na_range"), attr(d$who, "na_values"), "\n")
            cat(names(attr(d$who, "labels")), sep = "|"); cat("\n")
            cat(format(haven::read_sav("x.sav")$since[1]), class(haven::read_sav("x.sav")$since), "\n")
            cat(nchar(d$note[1], "bytes"), is.na(haven::zap_missing(d$a_1)[2]), "\n")
            """));
        Assert.Equal(
        [
            "Wurde Ihnen zugehört? It's “so” ",
            "Strongly disagree|Disagree|Neither|Agree|Strongly agree|not answered|does not apply|prefer not to say|not sure",
            "1|2|3|4|5|-9|-8|-7|-6",
            "-9 -6 -9 ",
            "GP, “doctor”|Nurse|not answered",
            "2026-01-02 Date ",
            "5000 TRUE",
        ], (await Tool.RunAsync("Rscript", folder.Path, "--vanilla", "x.R")).TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Pspp_sees_levels_and_missing_values_of_a_sav_file()
    {
        using var folder = new Folder();
        await folder.WriteAsync("x.sav", await Written.AsAsync("sav", Frame, Rows()));
        await folder.WriteAsync("x.sps", "GET FILE='x.sav'.\nDISPLAY DICTIONARY.\nDISPLAY DOCUMENTS.\nFREQUENCIES VARIABLES=a_1.\n"u8.ToArray());
        var said = await Tool.RunAsync("pspp", folder.Path, "-b", "x.sps", "-o", "-", "-O", "format=csv");
        Assert.Contains("a_1,12,Wurde Ihnen zugehört? It's “so”,Ordinal,Input,10,Right,F4.0,F4.0,-9 THRU -6", said, StringComparison.Ordinal);
        Assert.Contains("note,15,Anything else?,Nominal,Input,40,Left,A5000,A5000,", said, StringComparison.Ordinal);
        Assert.Contains("Of texts only -9 is declared", said, StringComparison.Ordinal);
        Assert.Contains("SDATE10", said, StringComparison.Ordinal);
        Assert.Contains("Missing,not answered,1", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R_runs_its_script()
    {
        using var folder = new Folder();
        var own = folder.Unzip("r", await Written.AsAsync("r", Frame, Rows()));
        await File.WriteAllTextAsync(Path.Combine(own, "x.R"), """
            source("read.R", encoding = "UTF-8")
            cat(answers$a_1, missing$a_1, as.character(labelled$who), format(answers$since), nchar(answers$note, "bytes"), sep = "|")
            """, TestContext.Current.CancellationToken);
        Assert.Equal("5|NA||not answered|GP, “doctor”|NA|2026-01-02|NA|5000|2", await Tool.RunAsync("Rscript", own, "--vanilla", "x.R"));
    }

    [Fact]
    public async Task More_rows_than_a_sheet_holds_go_on_in_the_next()
    {
        using var memory = new MemoryStream();
        var export = new RandomExport(9, 25);
        await Xlsx.WriteAsync(memory, export.Frame, export.Stream(), rowLimit: 11, CancellationToken.None);
        using var book = new XlsxReading(memory.ToArray());
        Assert.Equal(["data", "data 2", "data 3", "labels", "labels 2", "labels 3", "codebook", "about"], book.Sheets.Keys);
        Assert.Equal([11, 11, 6], ((string[])["data", "data 2", "data 3"]).Select(sheet => book.Rows(sheet, 300).Count));
        Assert.Contains("state=\"frozen\"", book.Part("xl/worksheets/sheet2.xml"), StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<ExportRow> Rows()
    {
        await Task.CompletedTask;
        yield return Row("p1", AnswerSheet.Read("""{"a_1":"5","who":"gp","since":"2026-01-02"}""").With("note", new string('é', 2_500)));
        yield return Row("p2", AnswerSheet.Empty);
    }

    private static ExportRow Row(string who, AnswerSheet sheet) => new()
    {
        Pseudonym = who, Round = "r1", RoundLabel = "January", Team = "Navigators", Programme = "Closing the gap", Language = "en", Channel = "own device",
        QuestionnaireHash = Questionnaire.ContentHash, Completed = new DateOnly(2026, 1, 5), Answers = sheet, Scores = Scorer.Score(Questionnaire, sheet),
    };
}
