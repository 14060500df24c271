using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Tests;

/// <summary>Small questionnaires and people who answer them.</summary>
internal static class Make
{
    internal static readonly string[] Agreement = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

    internal static ResponseSet Set(string id, string[] labels, bool doesNotApply = true) => new()
    {
        Id = id,
        Options =
        [
            .. labels.Select((label, i) => new ResponseOption { Code = $"{i + 1}", Label = LocalText.Of(label), Value = i + 1 }),
            .. doesNotApply ? [new ResponseOption { Code = "na", Label = LocalText.Of("Does not apply"), Missing = MissingKind.DoesNotApply }] : Array.Empty<ResponseOption>(),
        ],
    };

    internal static Item Item(string code, ItemKind kind, string text, ResponseSet? responses = null) =>
        new() { Code = code, Kind = kind, Text = LocalText.Of(text), Responses = responses };

    internal static Scale Scale(string id, string title, ScoringMethod method, double minimum, double maximum, params string[] items) => new()
    {
        Id = id,
        Title = LocalText.Of(title),
        Method = method,
        Items = [.. items.Select(item => new ScaleItem(item))],
        Rules = [new MissingRule { Id = "half", Kind = MissingRuleKind.AtLeastHalf, Title = LocalText.Of("At least half answered") }],
        Minimum = minimum,
        Maximum = maximum,
        HigherIsBetter = true,
    };

    internal static Instrument Instrument(string id, IReadOnlyList<Item> items, params Scale[] scales) => new()
    {
        Id = id,
        Version = "1.0",
        Title = LocalText.Of("The " + id),
        Standing = Standing.Bespoke,
        Licence = new Licence { Name = "CC BY 4.0" },
        Languages = ["en"],
        Items = items,
        Scales = scales,
        ContentHash = new string('a', 64),
        Json = System.Text.Json.JsonSerializer.Serialize(new { id, items = items.Select(item => item.Text.ToString()) }),
    };

    internal static QuestionnaireDocument Questionnaire(params Instrument[] instruments) =>
        QuestionnaireDocument.Compose("Listening", null, [new QuestionnairePage("All", null, [.. instruments.SelectMany(i => i.Items).Select(i => i.Code)])], instruments);

    /// <summary>Four scales of ten agreement items each, as in a usual questionnaire.</summary>
    internal static QuestionnaireDocument Wide(int scales = 4)
    {
        var set = Set("agree", Agreement);
        return Questionnaire([.. Enumerable.Range(1, scales).Select(s =>
        {
            Item[] items = [.. Enumerable.Range(1, 10).Select(i => Item($"q{s}_{i}", ItemKind.SingleChoice, $"Statement {i} of part {s}", set))];
            return Instrument($"part-{s}", items, Scale("all", $"Part {s}", ScoringMethod.Sum, 10, 50, [.. items.Select(i => i.Code)]),
                Scale("first", $"First half of part {s}", ScoringMethod.Mean, 1, 5, [.. items.Take(5).Select(i => i.Code)]));
        })]);
    }

    internal static AnswerSheet Sheet(params (string Item, string Answer)[] answers) =>
        AnswerSheet.Of(answers.Select(a => KeyValuePair.Create(a.Item, a.Answer)));
}
