using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>A database that was damaged, emptied, lost, or may not be written: the site refuses, says what to do, and touches nothing.</summary>
[Trait("Database", "SQLite")]
public sealed class DamageTests
{
    public static TheoryData<string> Damages => ["header", "interior", "garbage", "empty", "missing", "wal missing", "wal damaged", "wal header damaged"];

    [Theory, MemberData(nameof(Damages))]
    public async Task A_damaged_database_is_refused_and_left_alone(string what)
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 50);
        if (what.StartsWith("wal", StringComparison.Ordinal)) await AnswerAndKillAsync(place, survey);
        Damage(place.SqlitePath, what);
        var before = place.Fingerprint();
        await using var site = new Site(place);
        Assert.Equal(1, await site.StartInVainAsync());
        Assert.Contains("selfeval restore", site.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", site.Said, StringComparison.Ordinal);
        Assert.Equal(before, place.Fingerprint());
    }

    [Fact]
    public async Task What_a_killed_process_left_does_not_stop_a_start()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 50);
        await AnswerAndKillAsync(place, survey);
        // Everything that may lie about: the shared memory of a process that is gone, a half-made backup, a lock of nobody.
        File.WriteAllBytes(place.SqlitePath + "-shm", new byte[32768]);
        var work = Directory.CreateDirectory(Path.Combine(place.Folder, "backup-work-0123456789abcdef"));
        File.WriteAllText(Path.Combine(work.FullName, "database.sqlite"), "half a copy");
        File.WriteAllText(Path.Combine(place.Folder, "selfeval-20260101T000000Z.backup.00.part"), "half a backup");
        Assert.True(File.Exists(place.SqlitePath + ".lock"));
        await using var site = new Site(place);
        var ready = await site.StartAsync();
        Assert.True(ready < TimeSpan.FromSeconds(45), $"It took {ready} to be ready.");
        await site.KillAsync();
        // The next backup takes away what the last one left.
        var made = await Commands.SelfEvalAsync(place, "backup", "--to", Path.Combine(place.Folder, "b.backup"));
        Assert.True(made.Exit == 0, made.Error);
        Assert.False(work.Exists && Directory.Exists(work.FullName));
    }

    public static TheoryData<string> Locks => ["file", "folder", "both"];

    [Theory, MemberData(nameof(Locks))]
    public async Task What_may_not_be_written_is_refused_at_the_start(string what)
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        await Survey.LayAsync(place, people: 1);
        // Root may write everywhere: somebody else runs it, whose folder this is but for what is taken away.
        var user = Environment.UserName == "root" ? 65534 : (int?)null;
        if (user is not null) await Commands.RunAsync("chown", ["-R", $"{user}:{user}", place.Folder]);
        if (what is "file" or "both") File.SetUnixFileMode(place.SqlitePath, UnixFileMode.UserRead);
        if (what is "folder" or "both") File.SetUnixFileMode(place.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var before = place.Fingerprint();
        await using (var site = new Site(place, new Dictionary<string, string> { ["DOTNET_CLI_HOME"] = "/tmp", ["HOME"] = "/tmp" }, user: user))
        {
            Assert.Equal(1, await site.StartInVainAsync());
            Assert.Contains("rite", site.Said, StringComparison.Ordinal);
            Assert.Contains(place.Folder, site.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", site.Said, StringComparison.Ordinal);
        }

        Assert.Equal(before, place.Fingerprint());
        File.SetUnixFileMode(place.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task AnswerAndKillAsync(Place place, Survey survey)
    {
        await using var site = new Site(place);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 4);
        await crowd.UntilAsync(60);
        await site.KillAsync();
        await crowd.StopAsync();
    }

    private static void Damage(string path, string what)
    {
        var noise = new byte[4096];
        new Random(7).NextBytes(noise);
        switch (what)
        {
            case "header": Overwrite(path, 0, noise.AsSpan(0, 100)); break;
            // The second page and a few more: the tables that are there first.
            case "interior": for (var page = 1; page < 12; page++) Overwrite(path, page * 4096, noise); break;
            case "garbage": File.WriteAllBytes(path, noise); break;
            case "empty": File.WriteAllBytes(path, []); break;
            case "missing": File.Delete(path); break;
            case "wal missing": File.Delete(path + "-wal"); break;
            case "wal damaged": Overwrite(path + "-wal", 32 + (24 + 4096) * 5 + 1000, noise.AsSpan(0, 16)); break;
            case "wal header damaged": Overwrite(path + "-wal", 12, noise.AsSpan(0, 8)); break;
            default: throw new InvalidOperationException(what);
        }
    }

    private static void Overwrite(string path, long at, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = at;
        file.Write(bytes);
    }
}
