using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Tests.Aggregation;

/// <summary>A small questionnaire that has every kind of figure, and rounds of people who answer it.</summary>
internal static class Rounds
{
    internal static readonly QuestionnaireDocument Questionnaire = Compose();

    internal static RoundFigures Of(IEnumerable<AnswerSheet> sheets, long? invited = null) => Tally(sheets).ToFigures(invited);

    internal static RoundTally Tally(IEnumerable<AnswerSheet> sheets)
    {
        var tally = new RoundTally(Questionnaire);
        foreach (var sheet in sheets) tally.Add(sheet, Scorer.Score(Questionnaire, sheet));
        return tally;
    }

    internal static AnswerSheet Sheet(string json) => AnswerSheet.Read(json);

    /// <summary>People whose answers lean to one end, some with gaps.</summary>
    internal static List<AnswerSheet> People(int seed, int count, double lean = 0.5, double gaps = 0.05)
    {
        var random = new Random(seed);
        string Pick(int most) => random.NextDouble() < lean ? $"{most}" : $"{random.Next(1, most + 1)}";
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var sheet = AnswerSheet.Empty;
            foreach (var item in Questionnaire.Items)
            {
                if (random.NextDouble() < gaps) continue;
                sheet = item.Kind switch
                {
                    ItemKind.SingleChoice => sheet.With(item.Code, random.NextDouble() < gaps ? "na" : Pick(item.Code == "single" ? 4 : 3)),
                    ItemKind.SeveralChoices => sheet.With(item.Code, new[] { "a", "b", "c" }.Where(_ => random.NextDouble() < 0.5).ToList()),
                    ItemKind.Number => sheet.With(item.Code, random.Next(18, 90)),
                    _ => sheet.With(item.Code, "in words"),
                };
            }

            return sheet;
        })];
    }

    private static QuestionnaireDocument Compose()
    {
        Item[] items =
        [
            Choice("m_1", 3), Choice("m_2", 3), Choice("m_3", 3), Choice("single", 4), Choice("friend", 3),
            new() { Code = "which", Kind = ItemKind.SeveralChoices, Text = LocalText.Of("Which?"), Responses = new() { Id = "abc", Options = [.. "abc".Select(c => new ResponseOption { Code = $"{c}", Label = LocalText.Of($"{c}") })] } },
            new() { Code = "age", Kind = ItemKind.Number, Text = LocalText.Of("Age") },
            new() { Code = "note", Kind = ItemKind.LongText, Text = LocalText.Of("Anything else?") },
        ];
        var instrument = new Instrument
        {
            Id = "test", Version = "1.0", Title = LocalText.Of("Test"), Standing = Standing.Bespoke, Licence = new Licence { Name = "none" }, Languages = ["en"],
            Items = items, ContentHash = "h", Json = "{}",
            Scales =
            [
                Scale("many", ScoringMethod.Sum, 3, 9, "m_1", "m_2", "m_3") with { MinimumResponses = 50 },
                Scale("one", ScoringMethod.Mean, 1, 4, "single") with { Decimals = 2 },
                Scale("positive", ScoringMethod.OptionProportions, 0, 1, "friend") with { Counted = ["3"] },
                Scale("negative", ScoringMethod.OptionProportions, 0, 1, "friend") with { Counted = ["1"], HigherIsBetter = false },
            ],
        };
        return QuestionnaireDocument.Compose("Test", null, [new QuestionnairePage(null, null, [.. items.Select(item => item.Code)])], [instrument]);
    }

    private static Item Choice(string code, int options) => new()
    {
        Code = code,
        Kind = ItemKind.SingleChoice,
        Text = LocalText.Of($"About {code}"),
        Responses = new ResponseSet
        {
            Id = $"r{options}",
            Options =
            [
                .. Enumerable.Range(1, options).Select(i => new ResponseOption { Code = $"{i}", Label = LocalText.Of($"Option {i}"), Value = i }),
                new ResponseOption { Code = "na", Label = LocalText.Of("Does not apply"), Missing = MissingKind.DoesNotApply },
            ],
        },
    };

    private static Scale Scale(string id, ScoringMethod method, double minimum, double maximum, params string[] items) => new()
    {
        Id = id, Title = LocalText.Of($"Scale {id}"), Method = method, Items = [.. items.Select(item => new ScaleItem(item))], Minimum = minimum, Maximum = maximum, HigherIsBetter = true,
        Rules = [new MissingRule { Id = "all", Kind = MissingRuleKind.AllAnswered, Title = LocalText.Of("All answered") }],
    };
}
