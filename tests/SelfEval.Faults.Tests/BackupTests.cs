using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>Backups while people answer, and every backup that must not be restored.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_of_a_running_site_has_everything_that_was_acknowledged_before()
    {
        await using var place = await Place.MakeAsync();
        var survey = await Survey.LayAsync(place, people: 200);
        await using var site = new Site(place);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 4);
        await crowd.UntilAsync(40);
        var told = crowd.Ledger.ToList();
        var backup = Path.Combine(place.Folder, "b.backup");
        var made = await Commands.SelfEvalAsync(place, "backup", "--to", backup);
        Assert.True(made.Exit == 0, made.Error);
        Assert.Equal(backup, made.Output.Trim());
        var stood = crowd.Acknowledged;
        await crowd.UntilAsync(stood + 10);
        await crowd.StopAsync();
        Assert.Empty(crowd.Failures);
        var whole = await Commands.SelfEvalAsync(place, "verify", backup);
        Assert.True(whole.Exit == 0, whole.Error);
        Assert.StartsWith("whole: ", whole.Output, StringComparison.Ordinal);
        // Nothing of it lies about in clear.
        Assert.Empty(Directory.EnumerateDirectories(place.Folder, "backup-work-*"));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(backup)).AsSpan().IndexOf("RespondentKey"u8));
        await site.TerminateAsync();
        if (Place.IsPostgres) return;
        await using var other = await Place.MakeAsync(sqlite: true);
        var restored = await Commands.SelfEvalAsync(other, "restore", backup);
        Assert.True(restored.Exit == 0, restored.Error);
        Assert.Equal(0, StoredAnswers.Missing(other.SqlitePath, told));
    }

    [Fact]
    public async Task What_must_not_be_restored_is_refused_and_nothing_is_touched()
    {
        await using var place = await Place.MakeAsync();
        await Survey.LayAsync(place, people: 20);
        var backup = Path.Combine(place.Folder, "b.backup");
        var made = await Commands.SelfEvalAsync(place, "backup", "--to", backup);
        Assert.True(made.Exit == 0, made.Error);
        await place.SqlAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('20991231000000_FromTheFuture', '99.0.0')");
        var newer = Path.Combine(place.Folder, "newer.backup");
        Assert.Equal(0, (await Commands.SelfEvalAsync(place, "backup", "--to", newer)).Exit);
        await place.SqlAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '20991231000000_FromTheFuture'");

        var bytes = await File.ReadAllBytesAsync(backup);
        var faults = new Dictionary<string, (string File, string Says, string? Passphrase)>
        {
            ["wrong passphrase"] = (backup, "passphrase is not the one", "another passphrase altogether"),
            ["cut short"] = (Write(place, "short", bytes[..^1000]), "cut short", null),
            ["one byte short"] = (Write(place, "byte", bytes[..^1]), "cut short", null),
            ["only its head"] = (Write(place, "head", bytes[..108]), "cut short", null),
            ["one bit changed"] = (Write(place, "bit", Flip(bytes, bytes.Length / 2)), "damaged", null),
            ["its last bit changed"] = (Write(place, "last", Flip(bytes, bytes.Length - 1)), "damaged", null),
            ["its head changed"] = (Write(place, "salt", Flip(bytes, 40)), "damaged", null),
            ["more behind it"] = (Write(place, "more", [.. bytes, .. new byte[100]]), "damaged", null),
            ["no backup"] = (Write(place, "none", new byte[5000]), "no backup of SelfEval", null),
            ["not there"] = (Path.Combine(place.Folder, "nowhere.backup"), "no such file", null),
            ["newer"] = (newer, "newer version", null),
        };
        await using var empty = await Place.MakeAsync();
        foreach (var (what, (file, says, passphrase)) in faults)
        {
            foreach (var command in new[] { "verify", "restore" })
            {
                var before = empty.Fingerprint();
                var refused = await RunAsync(empty, passphrase, command, file);
                Assert.True(refused.Exit == 1, $"{command}, {what}: {refused.Exit} {refused.Output}{refused.Error}");
                Assert.Contains(says, refused.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
                Assert.Equal(before, empty.Fingerprint());
                Assert.Empty(Directory.EnumerateDirectories(empty.Folder, "backup-work-*"));
            }
        }

        // Over data, and over a running site.
        var live = place.Fingerprint();
        var over = await Commands.SelfEvalAsync(place, "restore", backup);
        Assert.Equal(1, over.Exit);
        Assert.Contains("already", over.Error, StringComparison.Ordinal);
        Assert.Equal(live, place.Fingerprint());
        await using var site = new Site(place);
        await site.StartAsync();
        var used = await Commands.SelfEvalAsync(place, "restore", backup);
        Assert.Equal(1, used.Exit);
        if (!Place.IsPostgres) Assert.Contains("Another SelfEval process", used.Error, StringComparison.Ordinal);
        // After all of this the backup is still good.
        var fine = await Commands.SelfEvalAsync(empty, "restore", backup);
        Assert.True(fine.Exit == 0, fine.Error);
        Assert.Contains("Nothing is sent", fine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_finds_no_room_leaves_the_old_one_and_the_site_alone()
    {
        await using var place = await Place.MakeAsync();
        var survey = await Survey.LayAsync(place, people: 100);
        var folder = Directory.CreateTempSubdirectory("selfeval-small-").FullName;
        await using var site = new Site(place);
        await site.StartAsync();
        var backup = Path.Combine(folder, "b.backup");
        Assert.Equal(0, (await Commands.SelfEvalAsync(place, "backup", "--to", backup)).Exit);
        var good = await File.ReadAllBytesAsync(backup);
        await using var crowd = new Crowd(site.Address, survey, people: 4);
        await crowd.UntilAsync(20);
        // A file may not grow beyond a little: as on a disk with no room for more.
        var failed = await Commands.TryAsync("bash", ["-c", $"ulimit -f 8; exec dotnet {Path.Combine(AppContext.BaseDirectory, "selfeval.dll")} backup --to {backup}1"],
            [.. place.Settings, new("SELFEVAL_BACKUP_PASSPHRASE", "correct horse battery staple"), new("DOTNET_EnableWriteXorExecute", "0")]);
        Assert.NotEqual(0, failed.Exit);
        Assert.False(File.Exists(backup + "1"));
        Assert.Equal(good, await File.ReadAllBytesAsync(backup));
        await crowd.UntilAsync(crowd.Acknowledged + 20);
        await crowd.StopAsync();
        Assert.Empty(crowd.Failures);
        Assert.Equal(0, (await Commands.SelfEvalAsync(place, "verify", backup)).Exit);
        // And the next one, with room, comes about; never in the place of one that is there.
        Assert.Equal(1, (await Commands.SelfEvalAsync(place, "backup", "--to", backup)).Exit);
        Assert.Equal(0, (await Commands.SelfEvalAsync(place, "backup", "--to", backup + "2")).Exit);
        Assert.Equal(good, await File.ReadAllBytesAsync(backup));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_passphrase_is_needed_and_none_on_the_command_line()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var none = await Commands.TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfeval.dll"), "verify", "x.backup"], place.Settings);
        Assert.Equal(2, none.Exit);
        Assert.Contains("--passphrase-file", none.Error, StringComparison.Ordinal);
        var argument = await Commands.TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfeval.dll"), "verify", "x.backup", "--passphrase", "secret"], place.Settings);
        Assert.Equal(2, argument.Exit);
        var weak = await RunAsync(place, "short", "verify", "x.backup");
        Assert.Equal(1, weak.Exit);
        Assert.Contains("fewer than 12", weak.Error, StringComparison.Ordinal);
    }

    private static Task<Commands.Outcome> RunAsync(Place place, string? passphrase, params string[] arguments) => passphrase is null
        ? Commands.SelfEvalAsync(place, arguments)
        : Commands.TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfeval.dll"), .. arguments], [.. place.Settings, new("SELFEVAL_BACKUP_PASSPHRASE", passphrase)]);

    private static string Write(Place place, string name, byte[] bytes)
    {
        var path = Path.Combine(place.Folder, name + ".backup");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        var changed = bytes.ToArray();
        changed[at] ^= 1;
        return changed;
    }
}
