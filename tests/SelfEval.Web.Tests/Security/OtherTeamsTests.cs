using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// What another team owns answers, to the byte, like what does not exist, and is not changed: at every door, for each id in its address, its query and its form, alone and together, so also
/// for the own round with another team's person in it.
/// </summary>
[Collection(Sweeps.Name)]
public sealed class OtherTeamsTests(Surface site)
{
    private static readonly string[] Knockers = ["lead", "member", "evaluator", "participant"];

    /// <summary>Numbers in forms and queries that are ids, and of what. Everything else that is a number stands in <see cref="NoIds"/>.</summary>
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["personId"] = "plan-person", ["letter"] = "letter", ["Input.QuestionnaireVersionId"] = "version", ["Input.TeamId"] = "team", ["Input.RoundId"] = "round", ["team"] = "team",
        ["Input.SiteId"] = "site", ["copy"] = "round", ["key"] = "key", ["membership"] = "membership",
        ["session"] = "session", ["passkey"] = "passkey", ["requestId"] = "request", ["inviteId"] = "invite", ["CommentId"] = "comment", ["Comment"] = "comment",
    };

    /// <summary>Versions that guard against two who change a thing at once, pages of a list, places in a questionnaire, counts to be shown, how far a list of letters was printed,
    /// filters of the administrators' audit, which privacy notice a participant was shown, and numbers of codes in their codebook.</summary>
    private static readonly string[] NoIds =
    [
        "version", "Version", "page", "p", "edition", "part", "Input.Part", "Input.KeyDays", "Input.Which", "Input.FromNumber", "Added", "Posted", "After", "UpTo", "upTo", "who", "programme", "notice", "Change", "Input.Version", "Input.Number", "Codes",
    ];

    /// <summary>
    /// Doors that read by the id and refuse then, where others do not find it: the same questions, one row more of one answer. No clock tells that row from none (SideBySideTests measures it for a team's
    /// page), but a new door is to ask within what somebody may see.
    /// </summary>
    private static readonly string[] LooksFirst = ["accounts/{id}/leave", "teams/{id}", "teams/{id}/edit"];

    [Fact]
    [Asvs("A2", "A3")]
    public async Task Another_teams_ids_in_addresses_are_as_if_they_did_not_exist() => Sweep.IsClean(await InAddressesAsync(site.Doors));

    [Fact]
    [Asvs("A2", "A3")]
    public async Task Another_teams_ids_in_forms_and_queries_are_as_if_they_did_not_exist() => Sweep.IsClean(await InFieldsAsync(site.Doors));

    [Fact]
    public void Every_number_that_a_door_takes_is_known_to_be_an_id_or_not() =>
        Sweep.IsClean(site.Doors.SelectMany(d => Numbers(d).Select(n => (Door: d, Name: n))).Where(n => !Ids.ContainsKey(n.Name) && !NoIds.Contains(n.Name)).Select(n => $"{n.Door} takes {n.Name}").Distinct());

    [Fact]
    [Asvs("A2")]
    public async Task Planted_doors_that_look_up_by_id_alone_are_found()
    {
        var faults = await InAddressesAsync(site.Planted);
        Assert.Contains(faults, f => f.StartsWith("GET /planted/teams/{id}", StringComparison.Ordinal) && f.Contains("differs", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("POST /planted/teams/{id}", StringComparison.Ordinal) && f.Contains("Teams.Aim", StringComparison.Ordinal));
        // The same bytes and as many questions, but a row is read and then refused.
        Assert.Contains(faults, f => f.StartsWith("GET /planted/late/teams/{id}", StringComparison.Ordinal) && f.Contains("other work", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> InAddressesAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        var before = await site.StateAsync();
        foreach (var door in doors)
        {
            var places = Addresses.Places(door.Route).Where(p => p.Kind is not (null or "secret")).ToList();
            if (places.Count == 0) continue;
            foreach (var name in Knockers)
            {
                var actor = site.Cast[name];
                var form = door.IsUnsafe && !door.IsApi ? await Forms.OfAsync(actor, door, site.Own) : null;
                for (var which = 1; which < 1 << places.Count; which++)
                {
                    var strange = places.Where((_, i) => (which & (1 << i)) != 0).ToList();
                    var others = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids, strange.ToDictionary(p => p.Name, p => Foreign(door, name, p.Kind!))), form);
                    var nobodys = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids, strange.ToDictionary(p => p.Name, p => Nobodys(p.Kind!))), form);
                    var what = $"{door} for {name} with another's {string.Join(" and ", strange.Select(p => p.Kind))}";
                    if (others.IsSignIn && nobodys.IsSignIn) continue;
                    if (others.Bare != nobodys.Bare) faults.Add($"{what} differs from one that does not exist: {(int)others.Status} and {(int)nobodys.Status}");
                    else if (others.DifferentWork(nobodys, withRows: !LooksFirst.Contains(door.Route)) is { } different) faults.Add($"{what} does other work in the database than for one that does not exist: {different}");
                    else if (others.Verdict is not ("404" or "403" or "sign-in" or "401")) faults.Add($"{what} answers {(int)others.Status}");
                }
            }

            var changed = (await site.StateAsync()).Since(before);
            if (changed.Count == 0) continue;
            faults.Add($"{door} changed {string.Join("; ", changed.Take(3))}");
            before = await site.StateAsync();
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> InFieldsAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => !d.IsApi))
        {
            foreach (var field in Numbers(door).Where(Ids.ContainsKey))
            {
                foreach (var name in field == "membership" ? ["administrator"] : new[] { "lead", "evaluator" })
                {
                    var actor = site.Cast[name];
                    var (others, wroteOthers) = await WithAsync(actor, door, field, Foreign(door, name, Ids[field]));
                    var (nobodys, wroteNobodys) = await WithAsync(actor, door, field, Nobodys(Ids[field]));
                    string Masked(Answered answer) => new[] { Foreign(door, name, Ids[field]), Nobodys(Ids[field]) }.Aggregate(answer.Bare, (text, id) => Regex.Replace(text, $"(value=\"|=|%3D|/){id}(?![0-9])", "$1#"));
                    if (!(others.IsSignIn && nobodys.IsSignIn) && Masked(others) != Masked(nobodys))
                        faults.Add($"{door} for {name} with another's {field} differs from one that does not exist: {(int)others.Status} and {(int)nobodys.Status}");
                    if (wroteOthers.Count == 0 && wroteNobodys.Count == 0) continue;
                    // A handler that has no use for the field writes what it would write without it.
                    var (_, without) = await WithAsync(actor, door, field, null);
                    var drawn = without.Concat(wroteNobodys).Where(c => !without.Contains(c) || !wroteNobodys.Contains(c)).Select(c => (c.Table, c.Column)).ToHashSet();
                    var more = wroteOthers.Where(c => !without.Contains(c) && !drawn.Contains((c.Table, c.Column))).Concat(wroteOthers.Where(c => c.Value == Foreign(door, name, Ids[field]) && !without.Contains(c))).ToList();
                    if (more.Count > 0 || without.Count == 0) faults.Add($"{door} for {name} with another's {field} would write {string.Join("; ", more.Take(3))}");
                }
            }
        }

        return faults;
    }

    private async Task<(Answered Answer, IReadOnlyList<Cell> Written)> WithAsync(Actor actor, Door door, string field, string? value)
    {
        Answered? answer = null;
        var written = await site.DryAsync(async () =>
        {
            var url = Addresses.Of(door, site.Own.Ids);
            if (!door.IsUnsafe && value is not null) url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"{field}={value}";
            var form = door.IsUnsafe ? (await Forms.OfAsync(actor, door, site.Own)).Where(f => f.Key != field).Concat(value is null ? [] : [new KeyValuePair<string, string>(field, value)]) : null;
            answer = await site.SendAsync(actor, door, url, form);
        });
        return (answer!, written);
    }

    private string Foreign(Door door, string knocker, string kind) =>
        Addresses.IdAt(door, kind, (kind == "programme" || knocker == "evaluator" ? site.Far : site.Other).Ids);

    private static string Nobodys(string kind) => kind is "secret" ? "AAAAAAAAAAAAAAAAAAAAAA" : kind is "handle" ? "AAAAAAAA" : kind is "comment" ? "00000000-0000-4000-8000-000000987654" : "987654";

    private static IEnumerable<string> Numbers(Door door) => door.Bound
        .Where(p => p.BindingInfo?.BindingSource != BindingSource.Path && !door.RouteNames.Contains(p.Name, StringComparer.OrdinalIgnoreCase))
        .SelectMany(p => Named(p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType)).Distinct();

    private static IEnumerable<string> Named(string name, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(int) || plain == typeof(long) || plain == typeof(Guid)) return [name];
        if (plain.Namespace?.StartsWith("SelfEval.Web.Features", StringComparison.Ordinal) != true || plain.IsEnum) return [];
        return plain.GetProperties().Where(p => p.CanWrite).SelectMany(p => Named($"{name}.{p.Name}", p.PropertyType));
    }
}
