using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Somebody with nothing but the zip, and R, computes every score anew.</summary>
public sealed class StrangerTests
{
    /// <summary>Written from the zip's README and column titles alone; knows nothing of our code.</summary>
    private const string Script = """
        read <- function(file) {
          table <- utils::read.csv(file, colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8")
          table[] <- lapply(table, function(cells) sub("^'(?='*[-=+@])", "", cells, perl = TRUE))
          table
        }
        responses <- read("responses.csv"); scores <- read("scores.csv"); codebook <- read("codebook.csv"); scales <- read("scales.csv"); parts <- read("scale_items.csv"); rounds <- read("rounds.csv")
        pairs <- function(text) { p <- strsplit(text, " | ", fixed = TRUE)[[1]]; setNames(as.numeric(sub("^[^=]*=", "", p)), sub("=.*$", "", p)) }
        codes <- function(text) { p <- strsplit(text, "; ", fixed = TRUE)[[1]]; setNames(sub("=.*$", "", p), sub("^[^=]*=", "", p)) }
        worst <- 0; done <- 0; unscored <- 0
        for (r in seq_len(nrow(scores))) {
          s <- scores[r, ]
          row <- responses[responses$pseudonym == s$pseudonym & responses$round == s$round, ]
          scale <- scales[scales$questionnaire == row$questionnaire & scales$instrument == s$instrument & scales$scale == s$scale, ]
          items <- parts[parts$questionnaire == row$questionnaire & parts$instrument == s$instrument & parts$scale == s$scale, ]
          value <- numeric(); why <- character()
          for (i in seq_len(nrow(items))) {
            book <- codebook[codebook$variable == items$variable[i], ]
            cell <- row[[items$variable[i]]]
            missing <- codes(book$missing_codes)
            v <- NA; w <- ""
            if (cell %in% missing) w <- names(missing)[missing == cell]
            else if (cell == "") w <- "not shown"
            else if (book$scoring_values != "") v <- pairs(book$scoring_values)[cell]
            else v <- as.numeric(cell)
            if (!is.na(v) && items$reverse[i] == "1") v <- as.numeric(items$item_minimum[i]) + as.numeric(items$item_maximum[i]) - v
            if (w == "does not apply" && scale$not_applicable_is_zero == "1") v <- 0
            value <- c(value, v); why <- c(why, w)
          }
          weight <- as.numeric(items$weight)
          answered <- sum(!is.na(value)); all <- length(value); count <- as.numeric(scale$rule_count)
          enough <- answered > 0 && switch(scale$rule_kind, all_answered = answered == all, at_least_half = 2 * answered >= all, at_most_missing = all - answered <= count, at_least_answered = answered >= count)
          if (!enough) { stopifnot(s$value == ""); unscored <- unscored + 1; next }
          if (scale$method == "top_score") score <- as.numeric(all(value == as.numeric(items$item_maximum), na.rm = TRUE))
          else {
            if (scale$replacement == "person_mean") value[is.na(value)] <- mean(value, na.rm = TRUE)
            known <- !is.na(value)
            score <- sum(weight[known] * value[known])
            if (scale$method %in% c("mean", "bipolar_mean")) score <- score / sum(weight[known])
            if (scale$rescaled == "1") {
              low <- as.numeric(scale$raw_minimum); high <- as.numeric(scale$raw_maximum)
              score <- as.numeric(scale$minimum) + (score - low) / (high - low) * (as.numeric(scale$maximum) - as.numeric(scale$minimum))
            }
          }
          worst <- max(worst, abs(score - as.numeric(s$value)), abs(as.numeric(row[[scale$column]]) - as.numeric(s$value))); done <- done + 1
        }
        stopifnot(all(abs(as.numeric(rounds$responses) / as.numeric(rounds$invited) - as.numeric(rounds$response_rate)) < 1e-12))
        cat(done, unscored, worst < 1e-9)
        """;

    [Theory]
    [InlineData("care-style/1.0")]
    [InlineData("pei-style/1.0")]
    [InlineData("shared-decision-style/1.0")]
    [InlineData("relationship-core/1.0")]
    [InlineData("relationship-axes/1.0")]
    [InlineData("normalisation-style/1.0")]
    public async Task R_computes_every_score_from_the_zip_alone(string instrument)
    {
        var document = Shipped(instrument);
        var random = new Random(instrument.Length);
        var rows = Enumerable.Range(0, 40).Select(number => Row(document, number, random)).ToList();
        using var folder = new Folder();
        var own = folder.Unzip("zip", await Written.AsAsync("zip", new ExportFrame(RandomExport.About with { Rounds = [new("r1", "January", "Navigators", "Closing the gap", 40, 57, document.ContentHash)] }, [document]), Stream(rows)));
        await File.WriteAllTextAsync(Path.Combine(own, "stranger.R"), Script, TestContext.Current.CancellationToken);
        var said = (await Tool.RunAsync("Rscript", own, "--vanilla", "stranger.R")).Split(' ');
        Assert.Equal("TRUE", said[2]);
        Assert.Equal(rows.Sum(row => row.Scores.Count(score => score.Value is not null)), int.Parse(said[0], CultureInfo.InvariantCulture));
        Assert.Equal(rows.Sum(row => row.Scores.Count(score => score.Value is null)), int.Parse(said[1], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("care-style/1.0")]
    [InlineData("activation-style/1.0")]
    [InlineData("record-use/1.0")]
    [InlineData("about-you/1.0")]
    [InlineData("goal-progress/1.0")]
    public async Task A_zip_is_read_back_into_the_same_rows(string instrument)
    {
        var document = Shipped(instrument);
        var random = new Random(5);
        var rows = Enumerable.Range(0, 60).Select(number => Row(document, number, random)).ToList();
        var zip = await Written.AsAsync("zip", new ExportFrame(RandomExport.About with { Rounds = [new("r1", "=January", "Navigators", "Closing the gap", 60, null, document.ContentHash)] }, [document]), Stream(rows));
        using var stream = new MemoryStream(zip);
        using var package = await PackageReader.OpenAsync(stream, TestContext.Current.CancellationToken);
        var again = await Written.AsAsync("zip", new ExportFrame(package.About, package.Questionnaires), package.RowsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Texts(zip), Texts(again));
        Assert.Equal(zip, again);
        var read = await package.RowsAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(rows.Zip(read), pair => Assert.Equal(pair.First.Answers.Normalised(document.Items).Only(Shown.Items(document.Items, pair.First.Answers)), pair.Second.Answers));
    }

    [Fact]
    public async Task The_datapackage_describes_every_file_as_the_specification_asks()
    {
        var export = new RandomExport(11, 30, ExportLayout.Answers);
        using var folder = new Folder();
        var own = folder.Unzip("zip", await Written.AsAsync("zip", export));
        using var package = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(own, "datapackage.json"), TestContext.Current.CancellationToken));
        var resources = package.RootElement.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(Directory.GetFiles(own, "*.csv").Select(Path.GetFileName).Order(), resources.Select(one => one.GetProperty("path").GetString()).Order());
        Assert.Equal(resources.Count, resources.Select(one => one.GetProperty("name").GetString()).Distinct().Count());
        foreach (var resource in resources)
        {
            Assert.Matches("^[a-z0-9._-]+$", resource.GetProperty("name").GetString());
            var rows = CsvReading.Rows(await File.ReadAllBytesAsync(Path.Combine(own, resource.GetProperty("path").GetString()!), TestContext.Current.CancellationToken));
            var fields = resource.GetProperty("schema").GetProperty("fields").EnumerateArray().ToList();
            Assert.Equal(fields.Select(field => field.GetProperty("name").GetString()), rows[0]);
            for (var i = 0; i < fields.Count; i++) Fits(fields[i], rows.Skip(1).Select(row => row[i]));
        }
    }

    /// <summary>Every cell of a column is a missing value, or of the column's type and among its categories.</summary>
    private static void Fits(JsonElement field, IEnumerable<string> cells)
    {
        var missing = field.TryGetProperty("missingValues", out var declared) ? declared.EnumerateArray().Select(one => one.GetProperty("value").GetString()!).ToHashSet() : [""];
        var allowed = field.TryGetProperty("constraints", out var constraints) ? constraints.GetProperty("enum").EnumerateArray().Select(one => one.ToString()).ToHashSet() : null;
        Assert.Equal(allowed is null, !field.TryGetProperty("categories", out _));
        foreach (var cell in cells.Where(cell => !missing.Contains(cell)))
        {
            Assert.True(field.GetProperty("type").GetString() switch
            {
                "number" => double.TryParse(cell, CultureInfo.InvariantCulture, out _),
                "integer" => long.TryParse(cell, CultureInfo.InvariantCulture, out _),
                "date" => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "string" => true,
                _ => false,
            }, $"{field.GetProperty("name")}: {cell}");
            Assert.True(allowed?.Contains(CsvReading.Unguarded(cell)) != false, $"{field.GetProperty("name")}: {cell}");
        }
    }

    private static string Texts(byte[] zip)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        return string.Concat(archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return entry.FullName + "\n" + reader.ReadToEnd();
        }));
    }

    private static QuestionnaireDocument Shipped(string instrument, [CallerFilePath] string here = "")
    {
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../instruments", instrument + ".json"));
        var read = InstrumentReader.Read(File.ReadAllText(file, Encoding.UTF8), file);
        Assert.Empty(read.Problems);
        return Make.Questionnaire(read.Instrument!);
    }

    private static ExportRow Row(QuestionnaireDocument document, int number, Random random)
    {
        var sheet = AnswerSheet.Of(document.Items.Where(_ => random.Next(12) > 0).Select(item => KeyValuePair.Create(item.Code, Answer(item, random))));
        return new ExportRow
        {
            Pseudonym = $"p{number}", Round = "r1", RoundLabel = "January", Team = "Navigators", Programme = "Closing the gap", Language = "en", Channel = "own device",
            QuestionnaireHash = document.ContentHash, Completed = new DateOnly(2026, 1, 5), Answers = sheet, Scores = Scorer.Score(document, sheet),
        };
    }

    private static Answer Answer(Item item, Random random) => item switch
    {
        { Kind: ItemKind.ShortText or ItemKind.LongText } => new(NastyTexts.All[random.Next(NastyTexts.All.Length)]),
        { Kind: ItemKind.Number } when item.Responses is null || random.Next(4) > 0 => new(random.Next((int)(item.Minimum ?? 0), (int)(item.Maximum ?? 100))),
        { Kind: ItemKind.Date } => new("2026-01-0" + random.Next(1, 9)),
        { Kind: ItemKind.SeveralChoices } => new([item.Responses!.Options[random.Next(item.Responses.Options.Count)].Code]),
        _ => new(item.Responses!.Options[random.Next(item.Responses.Options.Count)].Code),
    };

    private static async IAsyncEnumerable<ExportRow> Stream(IEnumerable<ExportRow> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows) yield return row;
    }
}
