using System.Diagnostics;
using System.Globalization;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Benchmarks;

/// <summary>
/// How fast each format is written, and how far the process grows meanwhile: a million responses of 40 columns (11 of the row, 24 of answers, one of them a
/// text, and 5 of scores), made of 5,000 different ones, each format in a process of its own. What is written is counted and thrown away; temporary files are real.
/// </summary>
internal static class FormatRates
{
    private const int Different = 5_000;

    public static async Task<bool> PrintAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        if (args.Length == 2)
        {
            await OneAsync(args[1], rows);
            return true;
        }

        Console.WriteLine("| format | columns | rows | s | rows/s | CPU s | rows per CPU s | MB written | growth, MB |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        var good = true;
        foreach (var format in ExportFormats.All)
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["formats", rows.ToString(CultureInfo.InvariantCulture), format.Name]))!;
            await child.WaitForExitAsync();
            good &= child.ExitCode == 0;
        }

        return good;
    }

    private static async Task OneAsync(string name, int rows)
    {
        var format = ExportFormats.Find(name) ?? throw new ArgumentException($"There is no format '{name}'.");
        var document = Questionnaire();
        var frame = new ExportFrame(new RoundExportAbout { Title = "Rates", Created = new DateTime(2026, 11, 23, 9, 30, 0, DateTimeKind.Utc), K = 5, Rounds = [] }, [document]);
        var ready = Rows(document);
        // Once before it counts, so that neither compiling nor first pages are measured.
        await format.WriteAsync(new Counted(), frame, Stream(ready, 2_000));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var own = Process.GetCurrentProcess();
        var (before, cpu, sink) = (Resident("VmRSS"), own.TotalProcessorTime, new Counted());
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var clock = Stopwatch.StartNew();
        await format.WriteAsync(sink, frame, Stream(ready, rows));
        var seconds = clock.Elapsed.TotalSeconds;
        own.Refresh();
        var busy = (own.TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {frame.Table(frame.Layout).Fields.Count} | {rows:#,##0} | {seconds:0.0} | {rows / seconds:#,##0} | {busy:0.0} | {rows / busy:#,##0} | {sink.Length / 1e6:#,##0} | {(Resident("VmHWM") - before) / 1e6:0} |"));
    }

    /// <summary>What the system says of this process's memory, in bytes; the peak since it was last reset is VmHWM.</summary>
    private static long Resident(string what) =>
        1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(what + ":", StringComparison.Ordinal)).AsSpan(what.Length + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<ExportRow> Stream(ExportRow[] ready, int rows)
    {
        await Task.CompletedTask;
        for (var i = 0; i < rows; i++) yield return ready[i % ready.Length];
    }

    private static ExportRow[] Rows(QuestionnaireDocument document)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Different).Select(number =>
        {
            var sheet = AnswerSheet.Of(document.Items.Where(_ => random.Next(20) > 0).Select(item => KeyValuePair.Create(item.Code, Answer(item))));
            return new ExportRow
            {
                Pseudonym = $"p{number:x20}", Round = "17", RoundLabel = "January", Team = "Shared haemodialysis care", Programme = "Closing the Gap", QuestionnaireHash = document.ContentHash,
                Language = "en", Channel = "own device", Started = new DateOnly(2026, 1, 1 + (number % 28)), Completed = new DateOnly(2026, 2, 1 + (number % 28)), Answers = sheet, Scores = Scorer.Score(document, sheet),
            };
        })];

        Answer Answer(Item item) => item.Kind switch
        {
            ItemKind.Number => new(random.Next(18, 95)),
            ItemKind.Date => new("2026-01-15"),
            ItemKind.LongText => new(new string('a', random.Next(10, 120)) + ", \"é\""),
            _ => new(random.Next(15) == 0 ? "na" : $"{random.Next(1, 6)}"),
        };
    }

    private static QuestionnaireDocument Questionnaire()
    {
        var agree = new ResponseSet
        {
            Id = "agree",
            Options =
            [
                .. new[] { "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree" }.Select((label, i) => new ResponseOption { Code = $"{i + 1}", Label = LocalText.Of(label), Value = i + 1 }),
                new ResponseOption { Code = "na", Label = LocalText.Of("Does not apply"), Missing = MissingKind.DoesNotApply },
            ],
        };
        Item[] items =
        [
            .. Enumerable.Range(1, 21).Select(i => new Item { Code = $"q{i}", Kind = ItemKind.SingleChoice, Text = LocalText.Of($"Statement {i}"), Responses = agree }),
            new() { Code = "age", Kind = ItemKind.Number, Text = LocalText.Of("Your age"), Minimum = 0, Maximum = 120 },
            new() { Code = "since", Kind = ItemKind.Date, Text = LocalText.Of("Since when?") },
            new() { Code = "note", Kind = ItemKind.LongText, Text = LocalText.Of("Anything else?") },
        ];
        Scale Scale(string id, int from) => new()
        {
            Id = id, Title = LocalText.Of(id), Method = ScoringMethod.Mean, Items = [.. items.Skip(from).Take(10).Select(item => new ScaleItem(item.Code))], Minimum = 1, Maximum = 5,
            Rules = [new MissingRule { Id = "half", Kind = MissingRuleKind.AtLeastHalf, Title = LocalText.Of("At least half answered") }],
            Bands = from == 0 ? [new Band { Id = "low", Title = LocalText.Of("Low"), From = 1, To = 3 }, new Band { Id = "high", Title = LocalText.Of("High"), From = 3, To = 5 }] : [],
        };
        var instrument = new Instrument
        {
            Id = "part", Version = "1.0", Title = LocalText.Of("Part"), Standing = Standing.Bespoke, Licence = new Licence { Name = "CC BY 4.0" }, Languages = ["en"], Items = items,
            Scales = [Scale("first", 0), Scale("second", 10)], ContentHash = new string('a', 64), Json = "{}",
        };
        return QuestionnaireDocument.Compose("Listening", null, [new QuestionnairePage("All", null, [.. items.Select(item => item.Code)])], [instrument]);
    }

    /// <summary>Counts what it is given.</summary>
    private sealed class Counted : Stream
    {
        private long length;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => length;
        public override long Position { get => length; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => length += count;
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
