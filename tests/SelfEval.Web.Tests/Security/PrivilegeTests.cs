using SelfEval.Tests;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// Who may do what is one file, privileges.csv, and this reads it: every door is knocked at by everybody, with the own team's things. API doors are knocked at with each one's key; and all doors by
/// programs that have nothing but a key: one that only reads, one that writes too, and one that writes and is for another team of the same programme.
/// </summary>
[Collection(Sweeps.Name)]
public sealed class PrivilegeTests(Surface site)
{
    private const string Token = "__RequestVerificationToken";

    private readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> _forms = [];

    private static readonly string[] Columns = ["anonymous", "participant", "other-lead", "member", "lead", "evaluator", "administrator", .. Surface.KeyNames];

    [Fact]
    [Asvs("A6", "A8")]
    public async Task Everybody_may_what_the_file_says_and_nothing_else() => Sweep.IsClean(await FaultsAsync(site.Doors));

    [Fact]
    public void Every_row_is_a_door()
    {
        Assert.Equal(["door", .. Columns], TextFile.Lines("privileges.csv")[0].Split(','));
        Sweep.IsClean(Rows().Keys.Except(site.Doors.Select(d => d.Name)));
    }

    [Fact]
    [Asvs("A8")]
    public async Task A_planted_door_without_a_row_and_a_row_that_is_not_true_are_found()
    {
        Assert.Contains(await FaultsAsync(site.Planted), f => f.StartsWith("GET /planted/counts has no row", StringComparison.Ordinal));
        var audit = site.Doors.Single(d => d.Name == "GET /operations/audit");
        var rows = Rows();
        rows[audit.Name] = [.. Columns.Select(_ => "allowed")];
        Assert.Single(await FaultsAsync([audit], rows));
    }

    /// <summary>As if a key that only reads could add people, as if another team's key reached the round, and as if a key opened a page.</summary>
    [Theory]
    [Asvs("A8", "B21")]
    [InlineData("POST /api/v1/rounds/{id}/people", "key-read")]
    [InlineData("GET /api/v1/rounds/{id}", "key-other-team")]
    [InlineData("GET /rounds/{id}", "key-write")]
    public async Task A_row_that_gives_a_key_more_than_it_may_is_found(string door, string column)
    {
        var rows = Rows();
        rows[door] = [.. rows[door].Select((stated, i) => Columns[i] == column ? "allowed" : stated)];
        Assert.Single(await FaultsAsync([site.Doors.Single(d => d.Name == door)], rows));
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors, Dictionary<string, string[]>? rows = null)
    {
        rows ??= Rows();
        var faults = new List<string>();
        foreach (var door in doors)
        {
            if (door.IsPlanted)
            {
                if (!rows.ContainsKey(door.Name)) faults.Add($"{door} has no row in privileges.csv");
                continue;
            }

            var found = new List<string>();
            foreach (var column in Columns) found.Add(await VerdictAsync(site.Keys.GetValueOrDefault(column) ?? site.Cast[column], door));
            var line = $"{door},{string.Join(',', found)}";
            if (!rows.TryGetValue(door.Name, out var stated)) faults.Add($"{door} has no row in privileges.csv; it behaves as: {line}");
            else if (!stated.SequenceEqual(found)) faults.Add($"{door}: the file says {string.Join(',', stated)}; it behaves as: {line}");
        }

        return faults;
    }

    private async Task<string> VerdictAsync(Actor actor, Door door)
    {
        var url = Addresses.Of(door, site.Own.Ids);
        Answered? answer = null;
        await site.DryAsync(async () =>
        {
            var form = door.IsUnsafe && !door.IsApi ? await OwnersFormAsync(actor, door) : null;
            answer = await site.SendAsync(actor, door, url, form, request =>
            {
                // On /api it is there already; a page is to take no notice of it.
                if (!door.IsApi && site.Keys.ContainsKey(actor.Name)) request.Headers.Add(ApiKeyScheme.Header, actor.Key);
            });
        });
        return answer!.Verdict;
    }

    /// <summary>The form as whoever is offered it sends it, with this one's token: a form that is not shown can be sent all the same.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> OwnersFormAsync(Actor actor, Door door)
    {
        if (!_forms.TryGetValue(door.Name, out var form))
        {
            var offered = new List<IReadOnlyList<KeyValuePair<string, string>>>();
            foreach (var owner in new[] { "lead", "administrator", "evaluator", "participant", "anonymous" }) offered.Add(await Forms.OfAsync(site.Cast[owner], door, site.Own));
            _forms[door.Name] = form = offered.MaxBy(f => f.Count)!;
        }

        return [.. form.Where(f => f.Key != Token), new(Token, await actor.TokenAsync())];
    }

    private static Dictionary<string, string[]> Rows() =>
        TextFile.Lines("privileges.csv").Skip(1).Select(l => l.Split(',')).ToDictionary(r => r[0], r => r[1..]);
}
