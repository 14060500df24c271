using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>
/// Makes one person's answers: a level of their own around the team's, each answer a noisy reading of it. The same
/// seed, person and round always give the same answers, whatever runs beside it. Pure.
/// </summary>
public sealed class AnswerMaker
{
    private readonly DemonstrationTeam _team;
    private readonly Random _person;
    private readonly Random _round;
    private readonly double _level;

    public AnswerMaker(int seed, DemonstrationTeam team, int round, string person)
    {
        _team = team;
        _person = Seeded.Random(seed, $"{team.Mark}/{person}");
        _round = Seeded.Random(seed, $"{team.Mark}/{person}/{round}");
        _level = team.Level[round] + 0.8 * _person.Normal() + 0.35 * _round.Normal();
    }

    /// <summary>Answers to every question that is asked; those left out are missing.</summary>
    public AnswerSheet Make(QuestionnaireDocument document)
    {
        var reversed = document.Instruments.SelectMany(i => i.Scales).SelectMany(s => s.Items).Where(i => i.Reverse).Select(i => i.Code).ToHashSet();
        var sheet = AnswerSheet.Empty;
        foreach (var item in document.Items)
        {
            // What a person is does not change from round to round.
            var random = item.Code.StartsWith("about_", StringComparison.Ordinal) ? _person : _round;
            var answer = AnswerTo(item, random, reversed.Contains(item.Code));
            if (answer is { } given) sheet = sheet.With(item.Code, given);
        }

        return sheet.Only(Shown.Items(document.Items, sheet));
    }

    private Answer? AnswerTo(Item item, Random random, bool isReversed)
    {
        if (random.NextDouble() < _team.Skipping) return null;
        var options = item.Responses?.Options ?? [];
        var none = options.Where(o => o.Missing is not null).ToList();
        if (none.Count > 0 && random.NextDouble() < 0.04) return new Answer(none[random.Next(none.Count)].Code);
        var said = options.Where(o => o.Missing is null && o.Code != "dont_know").ToList();
        return item.Kind switch
        {
            ItemKind.LongText or ItemKind.ShortText =>
                _team.Words.Count > 0 && random.NextDouble() < 0.3 ? new Answer(_team.Words[random.Next(_team.Words.Count)]) : null,
            ItemKind.Number => new Answer(Math.Clamp(Math.Floor(Math.Exp(1 + 0.6 * _level + 0.7 * random.Normal())), item.Minimum ?? 0, item.Maximum ?? 100)),
            ItemKind.Date => null,
            ItemKind.SeveralChoices => Several(said, random),
            _ => new Answer(One(item, said, random, isReversed).Code),
        };
    }

    /// <summary>A reading of the person's level on the options in order of value; options without order are drawn by chance.</summary>
    private ResponseOption One(Item item, List<ResponseOption> options, Random random, bool isReversed)
    {
        var reading = Share(_level + 0.55 + 0.7 * random.Normal());
        if (isReversed) reading = 1 - reading;
        if (options.All(o => o.Value is not null))
            options = [.. options.OrderBy(o => o.Value)];
        else if (item.Code == "fft_1")
            options = [.. options.AsEnumerable().Reverse()];
        else
            reading = random.NextDouble();
        return options[Math.Min(options.Count - 1, (int)(reading * options.Count))];
    }

    private Answer? Several(List<ResponseOption> options, Random random)
    {
        // The first ones are the easier ones.
        var chosen = options.Where((_, i) => random.NextDouble() < Share(_level + 1 - 0.7 * i)).Select(o => o.Code).ToArray();
        return chosen.Length == 0 ? null : new Answer(chosen);
    }

    private static double Share(double level) => 1 / (1 + Math.Exp(-1.2 * level));
}
