using System.Globalization;

namespace SelfEval.Web.Tests.Features.Privacy;

/// <summary>
/// Joins people to anonymous answers from a dump alone, in every way that it knows: by values that only one person and one answer have; by every order that a column, a length or a place gives the
/// people, against every one that it gives the answers; and by the nearest time. Each way guesses one answer for each person.
/// </summary>
internal sealed class LinkageAttack
{
    private readonly List<Side> _people = [];
    private readonly List<Side> _answers = [];
    private readonly Random _chance;

    public LinkageAttack(DatabaseDump dump, int namedRound, int anonymousRound, int seed)
    {
        _chance = new Random(seed);
        foreach (var person in dump["People"])
        {
            var side = new Side(DatabaseDump.Words(person["Id"]));
            side.Add("People", person);
            foreach (var contact in Of(dump, "Contacts", "PersonId", person["Id"])) side.Add("Contacts", contact);
            foreach (var invitation in Of(dump, "Invitations", "PersonId", person["Id"]))
            {
                side.Add("Invitations", invitation);
                foreach (var letter in Of(dump, "Letters", "InvitationId", invitation["Id"])) side.Add("Letters", letter);
                var key = "i" + DatabaseDump.Words(invitation["Id"]);
                foreach (var named in dump["Responses"].Where(r => Same(r["RoundId"], namedRound) && DatabaseDump.Words(r["RespondentKey"]) == key)) side.AddAnswer(dump, named);
            }

            _people.Add(side);
        }

        foreach (var answer in dump["Responses"].Where(r => Same(r["RoundId"], anonymousRound)))
        {
            var side = new Side(DatabaseDump.Words(answer["Id"]).ToLowerInvariant());
            side.AddAnswer(dump, answer);
            _answers.Add(side);
        }
    }

    public sealed record Outcome(string How, int Hits);

    /// <param name="truth">Of each person's id the id of the anonymous answer.</param>
    public List<Outcome> Run(IReadOnlyDictionary<int, string> truth)
    {
        var right = truth.ToDictionary(t => t.Key.ToString(CultureInfo.InvariantCulture), t => t.Value);
        int Hits(IEnumerable<(Side Person, Side? Answer)> guesses) => guesses.Count(g => g.Answer is not null && right[g.Person.Id] == g.Answer.Id);
        var outcomes = new List<Outcome> { new("values that one person and one answer have", Hits(ByValues())) };
        foreach (var mine in Features(_people))
        {
            foreach (var theirs in Features(_answers))
            {
                outcomes.Add(new($"order of {mine} and of {theirs}", Hits(ByOrder(mine, theirs, turned: false))));
                outcomes.Add(new($"order of {mine} and, turned, of {theirs}", Hits(ByOrder(mine, theirs, turned: true))));
                if (_people.TrueForAll(p => p.IsTime(mine)) && _answers.TrueForAll(a => a.IsTime(theirs))) outcomes.Add(new($"time of {mine} nearest to {theirs}", Hits(ByTime(mine, theirs))));
            }
        }

        return outcomes;
    }

    private IEnumerable<(Side, Side?)> ByValues()
    {
        var (whose, which) = (Owners(_people), Owners(_answers));
        var votes = whose.Where(v => v.Value.Count == 1 && which.TryGetValue(v.Key, out var answers) && answers.Count == 1).GroupBy(v => v.Value[0], v => which[v.Key][0]).ToDictionary(g => g.Key, g => g.ToList());
        // Whom nothing tells gets any.
        return _people.Select(p => (p, (Side?)(votes.TryGetValue(p, out var voted) ? voted.CountBy(v => v).MaxBy(v => v.Value).Key : _answers[_chance.Next(_answers.Count)])));
    }

    private static Dictionary<string, List<Side>> Owners(List<Side> sides) =>
        sides.SelectMany(s => s.Values.Select(v => (Value: v, Side: s))).GroupBy(v => v.Value, v => v.Side).ToDictionary(g => g.Key, g => g.Distinct().ToList());

    private IEnumerable<(Side, Side?)> ByOrder(string mine, string theirs, bool turned)
    {
        var people = Ordered(_people, mine);
        var answers = Ordered(_answers, theirs);
        if (turned) answers.Reverse();
        return people.Zip(answers, (p, a) => (p, (Side?)a));
    }

    private IEnumerable<(Side, Side?)> ByTime(string mine, string theirs) =>
        _people.Select(p => (p, _answers.OrderBy(a => Math.Abs(a.Measures[theirs] - p.Measures[mine])).ThenBy(_ => _chance.Next()).FirstOrDefault()));

    /// <summary>Those that are equal in an order of chance.</summary>
    private List<Side> Ordered(List<Side> sides, string feature) => [.. sides.OrderBy(s => s.Measures.GetValueOrDefault(feature, double.MinValue)).ThenBy(_ => _chance.Next())];

    /// <summary>What tells at least two of them apart.</summary>
    private static List<string> Features(List<Side> sides) =>
        [.. sides.SelectMany(s => s.Measures.Keys).Distinct().Where(f => sides.Select(s => s.Measures.GetValueOrDefault(f, double.MinValue)).Distinct().Count() > 1).Order(StringComparer.Ordinal)];

    private static IEnumerable<Dictionary<string, object>> Of(DatabaseDump dump, string table, string column, object id) => dump[table].Where(r => r.TryGetValue(column, out var value) && DatabaseDump.Words(value) == DatabaseDump.Words(id));

    private static bool Same(object value, int id) => Convert.ToInt32(value, CultureInfo.InvariantCulture) == id;

    /// <summary>All that the dump says of one person, or of one answer.</summary>
    private sealed class Side(string id)
    {
        private readonly HashSet<string> _times = [];

        public string Id { get; } = id;

        public HashSet<string> Values { get; } = [];

        public Dictionary<string, double> Measures { get; } = [];

        public bool IsTime(string feature) => _times.Contains(feature);

        public void AddAnswer(DatabaseDump dump, Dictionary<string, object> answer)
        {
            Add("Responses", answer);
            // Where the first of them lies, and by what the others differ.
            foreach (var score in Of(dump, "Scores", "ResponseId", answer["Id"])) Add("Scores " + DatabaseDump.Words(score["ScaleKey"]), score);
            foreach (var counting in Of(dump, "Countings", "ResponseId", answer["Id"])) Add("Countings", counting);
        }

        public void Add(string table, Dictionary<string, object> row)
        {
            foreach (var (column, value) in row)
            {
                var feature = $"{table}.{column}";
                // Of several rows the first.
                if (!Measures.TryAdd(feature, DatabaseDump.Measure(value))) continue;
                if (DatabaseDump.IsTime(value)) _times.Add(feature);
                // What is counted is no key: numbers that are equal by chance would only make noise.
                if (value is string or byte[] or Guid or DateTime && column is not (DatabaseDump.Place or DatabaseDump.Writer)) Values.Add(DatabaseDump.Words(value));
            }
        }
    }
}
