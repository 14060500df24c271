using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>
/// One site for all sweeps, seeded once: two teams of a programme with one of everything, a third in another programme, and somebody of every role. Beside the product's own
/// doors stand the planted ones (<see cref="PlantedDoors"/>), which no sweep of the product goes through and each must find fault with.
/// </summary>
public sealed class Surface : IAsyncLifetime
{
    private readonly DryRun _dry = new();
    private readonly CommandCount _commands = new();

    public Host Host { get; } = new();

    public Place Own { get; private set; } = null!;

    /// <summary>Of the same programme; nobody of the cast but the other lead has a role there.</summary>
    public Place Other { get; private set; } = null!;

    /// <summary>Of another programme.</summary>
    public Place Far { get; private set; } = null!;

    public IReadOnlyList<Door> Doors { get; private set; } = [];

    public IReadOnlyList<Door> Planted { get; private set; } = [];

    public IReadOnlyDictionary<string, Actor> Cast { get; private set; } = new Dictionary<string, Actor>();

    /// <summary>Programs that have a key and nothing else: one of the lead's that only reads, one that writes too, and one of the evaluator's for another team than the own.</summary>
    public IReadOnlyDictionary<string, Actor> Keys { get; private set; } = new Dictionary<string, Actor>();

    public static string[] KeyNames { get; } = ["key-read", "key-write", "key-other-team"];

    /// <summary>Every answer that a sweep has got, with its door.</summary>
    public List<(string Door, Answered Answer)> Answers { get; } = [];

    public async ValueTask InitializeAsync()
    {
        // A sweep is one address that asks thousands of times.
        foreach (var limit in new[] { "Code" }) Host.Settings[$"SelfEval:Limits:{limit}PerMinute"] = "1000000";
        Host.Settings["Logging:LogLevel:Default"] = "Critical";
        Host.Settings["Logging:LogLevel:Microsoft.AspNetCore"] = "Critical";
        Host.Also = services =>
        {
            // The planted doors stand before the middleware that would look at their policies.
            services.Configure<Microsoft.AspNetCore.Routing.RouteOptions>(o => o.SuppressCheckForUnhandledSecurityMetadata = true);
            services.AddSingleton(_dry);
            services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(_commands));
            services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(_commands));
            var gate = services.Single(s => s.ServiceType == typeof(WriteGate)).ImplementationType!;
            services.AddSingleton(gate);
            services.Replace(ServiceDescriptor.Singleton<WriteGate>(s => new DryGate((WriteGate)s.GetRequiredService(gate), _dry)));
            services.AddSingleton<IStartupFilter, PlantedDoors>();
        };
        await Host.InitializeAsync();
        var programme = await Host.ProgrammeAsync($"Own {Place.Hostile}");
        Own = await Place.MakeAsync(Host, programme, "Own");
        Other = await Place.MakeAsync(Host, programme, "Other");
        Far = await Place.MakeAsync(Host, await Host.ProgrammeAsync("Far programme"), "Far");
        await Host.TickAsync();

        var cast = new List<Actor>
        {
            await FrozenAsync("anonymous", Host.Browser(), null),
            await ActorAsync("other-lead", Role.TeamLead, team: Other.Team),
            await ActorAsync("member", Role.TeamMember, team: Own.Team),
            await ActorAsync("lead", Role.TeamLead, team: Own.Team),
            await ActorAsync("evaluator", Role.Evaluator, programme),
            await ActorAsync("administrator", Role.Administrator),
        };
        var (participant, ownHandle) = await ParticipantAsync("participant", Own);
        var (_, otherHandle) = await ParticipantAsync("other participant", Other);
        cast.Insert(1, participant);
        Own = With(Own, ownHandle);
        Other = With(Other, otherHandle);
        Far = With(Far, otherHandle);
        Cast = cast.ToDictionary(a => a.Name);
        var (lead, evaluator) = (await Host.AccountAsync(Role.TeamLead, team: Own.Team), await Host.AccountAsync(Role.Evaluator, programme));
        string[] keys = [await Host.ApiKeyAsync(lead, mayWrite: false), await Host.ApiKeyAsync(lead), await Host.ApiKeyAsync(evaluator, programmeId: programme.Id, teamId: Other.Team.Id)];
        var token = await Cast["anonymous"].TokenAsync();
        // The first use on a day is written down: not in the middle of a comparison.
        foreach (var key in cast.Select(a => a.Key).OfType<string>().Concat(keys)) await Host.CallerWith(key).GetAsync("/api/v1/instruments");
        Keys = KeyNames.Zip(keys, (name, key) => new Actor(name, Cast["anonymous"].Browser, key, token)).ToDictionary(a => a.Name);

        var all = Door.All(Host.Services);
        Doors = [.. all.Where(d => !d.IsPlanted)];
        Planted = [.. all.Where(d => d.IsPlanted)];
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<DatabaseState> StateAsync() => Host.ReadAsync(DatabaseState.ReadAsync);

    /// <summary>Takes back whatever is written meanwhile, and says what it would have been.</summary>
    public async Task<IReadOnlyList<Cell>> DryAsync(Func<Task> act)
    {
        _dry.Written.Clear();
        _dry.Baseline = await StateAsync();
        try
        {
            await act();
            return [.. _dry.Written];
        }
        finally
        {
            _dry.Baseline = null;
        }
    }

    public async Task<Answered> SendAsync(Actor actor, Door door, string url, IEnumerable<KeyValuePair<string, string>>? form = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Verb), url);
        if (door.IsApi)
        {
            if (actor.Key is not null) request.Headers.Add(ApiKeyScheme.Header, actor.Key);
            if (door.IsUnsafe) request.Content = new StringContent(Bodies.Json(door), Encoding.UTF8, Bodies.Type(door));
        }
        else
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            if (door.IsUnsafe) request.Content = new FormUrlEncodedContent(form ?? [new("__RequestVerificationToken", await actor.TokenAsync())]);
        }

        change?.Invoke(request);
        _commands.Take();
        var response = await actor.Browser.Client.SendAsync(request);
        var answer = new Answered(response, await response.Content.ReadAsStringAsync()) { Work = _commands.Take() };
        Answers.Add((door.Name, answer with { Work = [] }));
        return answer;
    }

    private async Task<Actor> ActorAsync(string name, Role role, Programme? programme = null, Team? team = null)
    {
        var account = await Host.AccountAsync(role, programme, team);
        return await FrozenAsync(name, await Host.SignInAsync(account), await Host.ApiKeyAsync(account));
    }

    /// <summary>With the cookies it holds now, whatever a door would set or take away: somebody who pressed "sign out" would be no use for the next door.</summary>
    private async Task<Actor> FrozenAsync(string name, Browser browser, string? key)
    {
        var token = await new Actor(name, browser, key).TokenAsync();
        var client = Host.CreateDefaultClient(new Uri("https://localhost"));
        client.DefaultRequestHeaders.Add("Cookie", await browser.Client.GetStringAsync(PlantedDoors.Echo));
        return new(name, new Browser(client, new()), key, token);
    }

    private async Task<(Actor Actor, string Handle)> ParticipantAsync(string name, Place place)
    {
        var browser = Host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{place.Ids["secret"]}")));
        var path = page.Response.RequestMessage!.RequestUri!.AbsolutePath.Split('/');
        Assert.Equal("a", path[1]);
        return (await FrozenAsync(name, browser, null), path[2]);
    }

    private static Place With(Place place, string handle) => place with { Ids = new Dictionary<string, string>(place.Ids) { ["handle"] = handle } };
}

/// <summary>The sweeps run one after another on one site.</summary>
[CollectionDefinition(Name)]
public sealed class Sweeps : ICollectionFixture<Surface>
{
    public const string Name = "Sweeps";
}
