using System.Globalization;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Questionnaires, people and answers of every kind, by a seed.</summary>
internal sealed class RandomExport
{
    private readonly Random random;
    private readonly List<QuestionnaireDocument> questionnaires = [];

    internal RandomExport(int seed, int rows = 25, ExportLayout layout = ExportLayout.Responses)
    {
        random = new Random(seed);
        var shared = Instrument("shared", 6);
        questionnaires.Add(Make.Questionnaire(shared, Instrument("own", 4)));
        questionnaires.Add(Make.Questionnaire(shared, Instrument("own", 4)));
        Rows = [.. Enumerable.Range(0, rows).Select(Row)];
        Frame = new ExportFrame(About with
        {
            Rounds = [.. questionnaires.Select((q, i) => new ExportedRound($"r{i}", $"Round {i}", "=Team", "Programme, one", rows, i == 0 ? rows + 3 : null, q.ContentHash))],
        }, questionnaires, layout);
    }

    internal static RoundExportAbout About { get; } = new()
    {
        Title = "Team: Navigators", Created = new DateTime(2026, 11, 23, 9, 30, 0, DateTimeKind.Utc), K = 5, Rounds = [],
    };

    internal ExportFrame Frame { get; }

    internal IReadOnlyList<ExportRow> Rows { get; }

    internal IReadOnlyList<QuestionnaireDocument> Questionnaires => questionnaires;

    internal async IAsyncEnumerable<ExportRow> Stream()
    {
        await Task.CompletedTask;
        foreach (var row in Rows) yield return row;
    }

    private ExportRow Row(int number)
    {
        var questionnaire = questionnaires[random.Next(2)];
        var sheet = AnswerSheet.Of(questionnaire.Items.Where(_ => random.Next(8) > 0).Select(item => KeyValuePair.Create(item.Code, Answer(item))));
        return new ExportRow
        {
            Pseudonym = $"p{number:x8}", Round = $"r{questionnaires.IndexOf(questionnaire)}", RoundLabel = "Jänuary, '26", Team = "=Team", Programme = "Programme, one",
            Language = random.Next(2) == 0 ? "en" : "cy", Channel = "own device", QuestionnaireHash = questionnaire.ContentHash, Late = random.Next(9) == 0,
            Started = random.Next(5) == 0 ? null : new DateOnly(2026, 1, 1).AddDays(random.Next(300)), Completed = new DateOnly(2026, 3, 5), Answers = sheet,
            Scores = Scorer.Score(questionnaire, sheet),
        };
    }

    private Answer Answer(Item item)
    {
        var options = item.Responses?.Options ?? [];
        var missing = options.Where(option => option.Missing is not null).ToList();
        if (missing.Count > 0 && random.Next(4) == 0) return item.Kind == ItemKind.SeveralChoices ? new Answer([missing[random.Next(missing.Count)].Code]) : new Answer(missing[random.Next(missing.Count)].Code);
        var substantive = options.Where(option => option.Missing is null).Select(option => option.Code).ToList();
        return item.Kind switch
        {
            ItemKind.SeveralChoices => new Answer(substantive.Where(_ => random.Next(2) == 0).DefaultIfEmpty(substantive[0]).ToList()),
            ItemKind.Number => new Answer(Number(item)),
            ItemKind.Date => new Answer(new DateOnly(1890, 1, 1).AddDays(random.Next(60_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ItemKind.ShortText or ItemKind.LongText => new Answer(NastyTexts.Any(random)),
            _ => new Answer(substantive[random.Next(substantive.Count)]),
        };
    }

    private double Number(Item item)
    {
        var (low, high) = (item.Minimum ?? -1000, item.Maximum ?? 1000);
        return item.DecimalPlaces is null ? Math.Round(low + (random.NextDouble() * (high - low))) : random.Next(3) == 0 ? 1.0 / 3 : low + (random.NextDouble() * (high - low));
    }

    private Instrument Instrument(string id, int count)
    {
        var items = new List<Item>();
        for (var i = 0; i < count; i++)
        {
            var item = Item($"{id}_{i}", (ItemKind)random.Next(8));
            if (items.Count > 0 && random.Next(3) == 0) item = item with { ShowIf = new Condition.Answered(items[random.Next(items.Count)].Code) };
            items.Add(item);
        }

        Item[] agree = [.. Enumerable.Range(0, 3).Select(i => Make.Item($"{id}_s{i}", ItemKind.SingleChoice, $"Statement {i}", Make.Set("agree", Make.Agreement)))];
        return Make.Instrument(id, [.. items, .. agree], Make.Scale("sum", "The sum", ScoringMethod.Mean, 1, 5, [.. agree.Select(item => item.Code)]) with
        {
            Bands = [new Band { Id = "low", Title = LocalText.Of("Low"), From = 1, To = 3 }, new Band { Id = "high", Title = LocalText.Of("High"), From = 3, To = 5 }],
        });
    }

    private Item Item(string code, ItemKind kind)
    {
        var text = $"Frage {random.Next(1000)}: “{NastyTexts.All[random.Next(40)]}”?";
        var missing = Enum.GetValues<MissingKind>().Where(one => one is not (MissingKind.Skipped or MissingKind.NotShown) && random.Next(2) == 0)
            .Select(one => new ResponseOption { Code = "m" + (int)one, Label = LocalText.Of(one.ToString()), Missing = one, Exclusive = true });
        ResponseSet Options(IEnumerable<string> codes) =>
            new() { Id = "o", Options = [.. codes.Select(option => new ResponseOption { Code = option, Label = LocalText.Of($"Label of {option}, é <&>") }), .. missing] };
        var plain = Make.Item(code, kind, text);
        return kind switch
        {
            ItemKind.SingleChoice => plain with { Responses = Options(random.Next(3) switch { 0 => ["1", "2", "3"], 1 => ["gp", "nurse", "a longer code, with a comma"], _ => ["-9", "0", "9"] }) },
            ItemKind.SeveralChoices => plain with { Responses = Options(["gp", "nurse", "x-ray"]) },
            ItemKind.Bipolar => plain with { Responses = Options(["-2", "-1", "0", "1", "2"]) },
            ItemKind.ZeroToTen => plain with { Responses = Options(Enumerable.Range(0, 11).Select(i => $"{i}")) },
            ItemKind.Number => random.Next(4) switch
            {
                0 => plain with { Responses = Options([]) },
                1 => plain with { Minimum = -20, Maximum = 20, DecimalPlaces = 2, Responses = Options([]) },
                2 => plain with { Minimum = 0, Maximum = 120 },
                _ => plain with { Maximum = 5, DecimalPlaces = 3 },
            },
            ItemKind.Date => plain with { Responses = Options([]) },
            _ => plain with { MaxLength = 200_000, Responses = random.Next(3) == 0 ? Options([]) : null },
        };
    }
}
