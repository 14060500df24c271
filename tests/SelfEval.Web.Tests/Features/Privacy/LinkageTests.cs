using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Features.Answering;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

/// <summary>
/// People whom a team knows answer a round under their names and, a moment later, an anonymous round. Somebody who has the whole database tries to say whose the anonymous answers are. With
/// <see cref="People"/> people one guess in each is right by chance, whatever they go by.
/// </summary>
public sealed class LinkageTests : IAsyncLifetime
{
    private const int People = 24;

    /// <summary>By chance the number of right guesses of one strategy is about that of Poisson with mean 1: beyond this lies one in a hundred million, and a few thousand strategies are tried.</summary>
    private const int MostByChance = 11;

    private readonly Host _host = new();
    private MadeRound _named = null!;
    private MadeRound _anonymous = null!;
    private Dictionary<int, string> _truth = [];

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var version = await _host.PublishedQuestionnaireAsync(team, "Short", (composition, shelf) =>
            PickInstrument.Add(composition.Add(new PageStart { Title = "Your appointment" }), shelf, new Pick { Instrument = "care-style", PerPage = 20 }));
        _named = await _host.OpenRoundAsync(team, version, IdentityMode.Confidential, People);
        _anonymous = await _host.OpenRoundAsync(team, version, IdentityMode.Anonymous);
        var chance = new Random(6);
        var people = _named.People.ToArray();
        chance.Shuffle(people);
        foreach (var person in people)
        {
            await AnswerAsync(person.Secret, chance);
            _host.Clock.Advance(TimeSpan.FromSeconds(chance.Next(5, 60)));
            var before = await IdsAsync();
            await AnswerAsync(_anonymous.OpenSecret!, chance);
            _truth[person.Person.Id] = Assert.Single((await IdsAsync()).Except(before)).ToString();
            _host.Clock.Advance(TimeSpan.FromSeconds(chance.Next(60, 600)));
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("E11")]
    public async Task Whoever_has_the_whole_database_says_no_better_than_chance_whose_an_anonymous_answer_is()
    {
        if (Host.IsPostgres)
        {
            // What the mixing is for, and that the attack sees it: until the day is over rows lie in the order in which they came.
            Assert.Contains(await AttackAsync(), a => a.Hits == People && a.How.Contains("lies", StringComparison.Ordinal));
        }

        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        await _host.TickAsync();
        Assert.Equal(Host.IsPostgres ? 1 : 0, await _host.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == MixAnswers.Action)));

        var attack = await AttackAsync();
        Assert.True(attack.Count > 100, $"Only {attack.Count} ways were tried.");
        Assert.Contains(attack, a => a.How.StartsWith("values", StringComparison.Ordinal));
        Assert.Contains(attack, a => a.How.StartsWith("order", StringComparison.Ordinal) && a.How.Contains("lies", StringComparison.Ordinal));
        var best = attack.MaxBy(a => a.Hits)!;
        TestContext.Current.SendDiagnosticMessage("{0} ways to link {1} people, the best right {2} times: {3}", attack.Count, People, best.Hits, best.How);
        Assert.True(best.Hits <= MostByChance, string.Join('\n', attack.Where(a => a.Hits > MostByChance).Take(10).Select(a => $"{a.Hits} of {People} by {a.How}")));
        // And all of them together are as good as guessing.
        Assert.InRange(attack.Average(a => a.Hits), 0, 2.5);
    }

    /// <summary>Each a way in which a product like this has leaked: the attack finds every one.</summary>
    [Theory]
    [Asvs("E11")]
    [InlineData("time")]
    [InlineData("number")]
    [InlineData("key")]
    [InlineData("code")]
    public async Task A_planted_leak_is_found(string leak)
    {
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        var order = await _host.ReadAsync(async db =>
        {
            var people = await db.People.ToDictionaryAsync(p => p.Id);
            return _truth.Select((t, i) => (Person: people[t.Key], Response: Guid.Parse(t.Value), Number: i)).ToList();
        });
        await _host.ArrangeAsync(async db =>
        {
            foreach (var (person, response, number) in order)
            {
                var (row, named) = (db.Responses.Where(r => r.Id == response), db.Invitations.Where(i => i.PersonId == person.Id));
                var at = _host.Now.AddMinutes(-7 * number);
                switch (leak)
                {
                    // A time of day on the answer, and another, a little earlier, on the person's side.
                    case "time":
                        await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.StartedOn, at.AddSeconds(number % 5)));
                        await named.ExecuteUpdateAsync(set => set.SetProperty(i => i.DeliveredAt, at));
                        break;
                    // Numbers in the order of arrival, on both sides.
                    case "number":
                        await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.Version, 1_000 + 3 * number));
                        await named.ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSend, 10 + number));
                        break;
                    case "key":
                        await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.Pseudonym, person.Pseudonym));
                        break;
                    // A hash that is the person's link's.
                    default:
                        var hash = await named.Select(i => i.TokenHash).SingleAsync();
                        await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.ReceiptHash, hash));
                        break;
                }
            }

            return true;
        });
        var best = (await AttackAsync()).MaxBy(a => a.Hits)!;
        Assert.True(best.Hits == People, $"{leak}: {best.Hits} of {People} by {best.How}");
        Assert.StartsWith(leak switch { "time" => "", "number" => "order", _ => "values" }, best.How, StringComparison.Ordinal);
    }

    private Task<List<LinkageAttack.Outcome>> AttackAsync() => _host.ReadAsync(async db => new LinkageAttack(await DatabaseDump.ReadAsync(db), _named.Round.Id, _anonymous.Round.Id, seed: 17).Run(_truth));

    private async Task<HashSet<Guid>> IdsAsync() => [.. await _host.ReadAsync(db => db.Responses.Where(r => r.RoundId == _anonymous.Round.Id).Select(r => r.Id).ToListAsync())];

    private async Task AnswerAsync(string secret, Random chance)
    {
        var browser = _host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{secret}")));
        while (page.Heading != "Check your answers")
        {
            var answers = page.Document.QuerySelectorAll("main input[type=radio]").Cast<IHtmlInputElement>().GroupBy(i => i.Name!).Select(g => (g.Key, g.ElementAt(chance.Next(g.Count())).Value)).ToArray();
            page = await browser.FollowAsync(await browser.SubmitAsync(page, answers));
        }

        Assert.Equal("Thank you", (await browser.FollowAsync(await browser.SubmitAsync(page))).Heading);
    }
}
