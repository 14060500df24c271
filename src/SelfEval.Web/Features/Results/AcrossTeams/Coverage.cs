using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>What may be measured: a dimension of relationships, a level, or a domain of quality.</summary>
/// <param name="Tag">The tag that scales and items bear.</param>
/// <param name="Title">As people read it.</param>
public sealed record Topic(string Tag, string Title);

/// <summary>Topics that belong together.</summary>
public sealed record TopicGroup(string Id, string Title, string About, IReadOnlyList<Topic> Topics);

/// <summary>What a round asks.</summary>
public sealed record AskedRound(int TeamId, string Name, QuestionnaireDocument Document);

/// <summary>A scale with the rounds in which it is asked.</summary>
public sealed record CoveringScale(string Title, string Instrument, IReadOnlyList<string> Rounds);

/// <summary>What a team has for a topic: scores, or at least single questions.</summary>
public sealed record CoverageCell(IReadOnlyList<CoveringScale> Scales, IReadOnlyList<string> QuestionRounds)
{
    public bool IsMeasured => Scales.Count > 0;

    public bool IsAsked => QuestionRounds.Count > 0;

    /// <summary>The rounds that have a score for it, each once.</summary>
    public int Rounds => Scales.SelectMany(scale => scale.Rounds).Distinct().Count();
}

/// <summary>Which team measures what, with which scale, in which round. Only questionnaires go into it, no answers.</summary>
public sealed class Coverage
{
    public static IReadOnlyList<TopicGroup> Groups { get; } =
    [
        new("dimensions", "Dimensions of relationships",
            "Seven that the record-access team named, and Wish’s four. Power is in both lists and stands here once.",
            [.. "power proactivity knowledge respect choice cooperation trust valence intensity formality".Split(' ').Select(word => new Topic($"dimension:{word}", Capital(word)))]),
        new("levels", "Levels of relationships", "Between whom the relationship is.",
            [new("level:person-professional", "Patient and professional"), new("level:person-system", "Patient and system"), new("level:community-system", "Community and system")]),
        new("domains", "Domains of quality", "The six domains of quality of care.",
            [.. "effective efficient person-centred equitable safe timely".Split(' ').Select(word => new Topic($"domain:{word}", Capital(word)))]),
    ];

    private readonly Dictionary<(int Team, string Tag), CoverageCell> cells = [];

    /// <param name="rounds">The rounds in the order in which they are named.</param>
    public Coverage(IReadOnlyList<AskedRound> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        // Rounds of one questionnaire version share their document; each is read once.
        Dictionary<QuestionnaireDocument, Contents> read = new(ReferenceEqualityComparer.Instance);
        foreach (var team in rounds.GroupBy(round => round.TeamId))
        {
            List<(AskedRound Round, Contents Contents)> asked = [.. team.Select(round => (round, Of(round.Document, read)))];
            foreach (var topic in Groups.SelectMany(group => group.Topics))
            {
                var scales = asked.SelectMany(a => a.Contents.Scales[topic.Tag].Select(scale => (scale.Title, scale.Instrument, a.Round.Name)))
                    .GroupBy(scale => (scale.Title, scale.Instrument)).Select(g => new CoveringScale(g.Key.Title, g.Key.Instrument, [.. g.Select(scale => scale.Name).Distinct()])).ToList();
                var questions = scales.Count > 0 ? [] : asked.Where(a => a.Contents.Questions.Contains(topic.Tag)).Select(a => a.Round.Name).Distinct().ToList();
                if (scales.Count + questions.Count > 0) cells[(team.Key, topic.Tag)] = new(scales, questions);
            }
        }
    }

    /// <summary>What a team has for a topic; null where nothing.</summary>
    public CoverageCell? Of(int team, string tag) => cells.GetValueOrDefault((team, tag));

    private static Contents Of(QuestionnaireDocument document, Dictionary<QuestionnaireDocument, Contents> read)
    {
        if (!read.TryGetValue(document, out var contents))
        {
            var scales = document.Instruments.SelectMany(instrument => instrument.Scales.SelectMany(scale =>
                scale.Tags.Select(tag => (Tag: Full(tag), Title: scale.Title.In("en"), Instrument: instrument.Title.In("en")))));
            read[document] = contents = new(scales.ToLookup(s => s.Tag, s => (s.Title, s.Instrument)), document.Items.SelectMany(item => item.Tags).Select(Full).ToHashSet());
        }

        return contents;
    }

    /// <summary>The first versions of some instruments name a dimension without saying that it is one.</summary>
    private static string Full(string tag) => tag.Contains(':', StringComparison.Ordinal) || Groups[0].Topics.All(topic => topic.Tag != $"dimension:{tag}") ? tag : $"dimension:{tag}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private sealed record Contents(ILookup<string, (string Title, string Instrument)> Scales, IReadOnlySet<string> Questions);
}
