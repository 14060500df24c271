using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// Every form of the site is sent as its owner sends it, and again with a field for every column of the database beside it, by its own name, by "Input." and by its table's. What would be
/// written is the same to the cell, and nothing of what was added is in it. All of it is taken back.
/// </summary>
[Collection(Sweeps.Name)]
public sealed class MassAssignmentTests(Surface site)
{
    private const string Canary = "canary-7c1f";
    private const string Number = "77777771";

    /// <summary>Handlers that write nothing by design: a step on the way, a file, a look. Whoever adds one says why.</summary>
    private static readonly HashSet<string> WriteNothing = TextFile.Lines("writes-nothing.txt").Select(l => l.Split(" | ")[0]).ToHashSet();

    [Fact]
    [Asvs("A4")]
    public async Task Fields_that_a_form_does_not_have_change_nothing() => Sweep.IsClean(await FaultsAsync(site.Doors));

    [Fact]
    [Asvs("A4")]
    public async Task A_planted_form_that_binds_a_row_is_found() =>
        Assert.Contains(await FaultsAsync([.. site.Planted.Where(d => d.Route == "planted/bind")]), f => f.Contains("Teams.Aim = " + Canary, StringComparison.Ordinal));

    [Fact]
    [Asvs("A14")]
    public async Task Ids_beside_those_in_the_address_change_nothing() => Sweep.IsClean(await PollutedAsync(site.Doors));

    [Fact]
    [Asvs("A14")]
    public async Task A_planted_form_that_takes_the_id_beside_the_address_is_found()
    {
        var faults = await PollutedAsync([.. site.Planted.Where(d => d.Route == "planted/polluted/teams/{id}")]);
        Assert.Contains(faults, f => f.StartsWith("POST /planted/polluted/teams/{id} would write Teams.Aim = polluted because of ids", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("POST /planted/polluted/teams/{id} would no longer write Teams.Aim", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> PollutedAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && (d.Page is not null || d.IsPlanted)))
        {
            var places = Addresses.Places(door.Route).Where(p => p.Kind is not (null or "secret" or "handle")).ToList();
            if (places.Count == 0) continue;
            var actor = site.Cast[Owner(door)];
            var plain = await Forms.OfAsync(actor, door, site.Own);
            var (first, _) = await WrittenAsync(actor, door, plain);
            var (second, _) = await WrittenAsync(actor, door, plain);
            var others = places.Select(p => new KeyValuePair<string, string>(p.Name, Addresses.IdAt(door, p.Kind!, (p.Kind == "programme" ? site.Far : site.Other).Ids))).ToList();
            var (polluted, _) = await WrittenAsync(actor, door, [.. others, .. plain, .. others], others);
            var drawn = first.Concat(second).Where(c => !first.Contains(c) || !second.Contains(c)).Select(c => (c.Table, c.Column)).ToHashSet();
            faults.AddRange(polluted.Where(c => !first.Contains(c) && !drawn.Contains((c.Table, c.Column))).Select(c => $"{door} would write {c} because of ids beside the address"));
            faults.AddRange(first.Where(c => !polluted.Contains(c) && !drawn.Contains((c.Table, c.Column))).Select(c => $"{door} would no longer write {c} because of ids beside the address"));
        }

        return faults;
    }

    [Fact]
    public void Every_line_of_writes_nothing_is_a_door_and_says_why()
    {
        Assert.All(TextFile.Lines("writes-nothing.txt").Select(l => l.Split(" | ")), l => Assert.True(l is [_, { Length: > 10 }], string.Join(" | ", l)));
        Sweep.IsClean(WriteNothing.Concat(Recipes.Doors).Except(site.Doors.Select(d => d.Name)));
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors)
    {
        var names = await site.Host.WithAsync(services => Task.FromResult(Extra(services.GetRequiredService<AppDb>())));
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && !d.IsApi && (d.Page is not null || d.IsPlanted)))
        {
            var actor = site.Cast[Owner(door)];
            var plain = await Forms.OfAsync(actor, door, site.Own);
            var (first, verdict) = await WrittenAsync(actor, door, plain);
            if (!door.IsPlanted && first.Count == 0 && !WriteNothing.Contains(door.Name)) faults.Add($"{door} as {actor} writes nothing ({verdict}): give it a recipe, or a line in writes-nothing.txt");
            if (first.Count > 0 && WriteNothing.Contains(door.Name)) faults.Add($"{door} writes {first[0]}, but stands in writes-nothing.txt");
            var (second, _) = await WrittenAsync(actor, door, plain);
            var declared = Declared(door).Concat(plain.Select(f => f.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var (loaded, _) = await WrittenAsync(actor, door, [.. plain, .. names.Where(n => !declared.Contains(n.Key))]);

            faults.AddRange(loaded.Where(c => c.Value.Contains(Canary, StringComparison.Ordinal) || c.Value == Number).Select(c => $"{door} would write {c}"));
            // What differs between two equal requests is random: secrets, hashes, times.
            var steady = first.Where(c => second.Contains(c)).ToHashSet();
            var drawn = first.Concat(second).Where(c => !steady.Contains(c)).Select(c => (c.Table, c.Column)).ToHashSet();
            faults.AddRange(loaded.Where(c => !steady.Contains(c) && !drawn.Contains((c.Table, c.Column))).Select(c => $"{door} would write {c} because of fields that it does not have"));
            faults.AddRange(steady.Where(c => !loaded.Contains(c)).Select(c => $"{door} would no longer write {c} because of fields that it does not have"));
        }

        return faults;
    }

    private async Task<(IReadOnlyList<Cell> Written, string Verdict)> WrittenAsync(Actor actor, Door door, IReadOnlyList<KeyValuePair<string, string>> form, IReadOnlyList<KeyValuePair<string, string>>? query = null)
    {
        Answered? answer = null;
        var url = Addresses.Of(door, site.Own.Ids);
        if (query is not null) url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', query.Select(q => $"{q.Key}={q.Value}"));
        var written = await site.DryAsync(async () => answer = await site.SendAsync(actor, door, url, form));
        return (written, $"{(int)answer!.Status} {string.Join("; ", Words(answer))}");
    }

    private static IEnumerable<string> Words(Answered answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(answer.Text).QuerySelectorAll(".nhsuk-error-summary__list li, h1").Select(e => e.TextContent.Trim());

    /// <summary>Whoever may send it by the file of privileges.</summary>
    private static string Owner(Door door)
    {
        if (door.IsPlanted) return "lead";
        var rows = TextFile.Lines("privileges.csv");
        var columns = rows[0].Split(',');
        var row = rows.Select(r => r.Split(',')).Single(r => r[0] == door.Name);
        return new[] { "lead", "administrator", "evaluator", "participant", "anonymous" }.FirstOrDefault(a => row[Array.IndexOf(columns, a)] == "allowed") ?? "anonymous";
    }

    private static List<KeyValuePair<string, string>> Extra(AppDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => (Table: t.ClrType.Name.Split('`')[0], p.Name, p.ClrType)))
            .SelectMany(p => new[] { p.Name, $"Input.{p.Name}", $"{p.Table}.{p.Name}" }.Select(n => new KeyValuePair<string, string>(n, Value(p.ClrType)))).DistinctBy(f => f.Key)];

    private static string Value(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } => "2",
        var t when t == typeof(bool) => "true",
        var t when t == typeof(int) || t == typeof(long) || t == typeof(double) => Number,
        var t when t == typeof(DateTime) || t == typeof(DateOnly) => "2001-02-03",
        _ => Canary,
    };

    private static IEnumerable<string> Declared(Door door) => door.Bound.SelectMany(p => Named(p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType)).Concat(door.RouteNames);

    private static IEnumerable<string> Named(string name, Type type) =>
        type.Namespace?.StartsWith("SelfEval.Web", StringComparison.Ordinal) == true && !type.IsEnum ? type.GetProperties().SelectMany(p => Named($"{name}.{p.Name}", p.PropertyType)) : [name];
}
