using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Operations.Backups;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

/// <summary>Backups by themselves: once a day at their time, the oldest deleted, and a failure told.</summary>
public sealed class ScheduledBackupsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("selfeval-backups-").FullName;
    private readonly Host _host = new();

    private string[] Files => [.. Directory.EnumerateFiles(_folder, "*.backup").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private string PassphraseFile => Path.Combine(_folder, "passphrase");

    public async ValueTask InitializeAsync()
    {
        await WritePassphraseAsync("four words at random");
        foreach (var (name, value) in new[] { ("Folder", _folder), ("PassphraseFile", PassphraseFile), ("At", "02:30"), ("Keep", "3") }) _host.Settings[$"SelfEval:Backup:{name}"] = value;
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Asvs("E4")]
    public async Task One_is_made_a_day_and_the_oldest_go()
    {
        // 9:00: today's time has passed.
        await _host.StepAsync<MakeDueBackup>();
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal(["selfeval-20260302T090000Z.backup"], Files);
        _host.Clock.Advance(TimeSpan.FromHours(17));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Single(Files);
        for (var day = 3; day <= 6; day++)
        {
            To(new DateTime(2026, 3, day, 2, 30, 0));
            await _host.StepAsync<MakeDueBackup>();
        }

        Assert.Equal(["selfeval-20260304T023000Z.backup", "selfeval-20260305T023000Z.backup", "selfeval-20260306T023000Z.backup"], Files);
        Assert.Equal(5, await _host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "backup.made")));
        var manifest = await _host.WithAsync(s => s.GetRequiredService<VerifyBackup>().RunAsync(Path.Combine(_folder, Files[^1]), "four words at random", Path.GetTempPath()));
        Assert.Equal(Host.IsPostgres ? "postgres" : "sqlite", manifest.Provider);
        Assert.Contains(manifest.Parts, p => p.Name.StartsWith("instruments/", StringComparison.Ordinal));
        Assert.True(manifest.Tables.ContainsKey("Responses"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_replaced_and_a_refused_restore_leaves_the_place_untouched()
    {
        var file = Path.Combine(_folder, "by-hand.backup");
        await _host.WithAsync(s => s.GetRequiredService<MakeBackup>().RunAsync(file, "four words at random"));
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<BackupException>(() => _host.WithAsync(s => s.GetRequiredService<MakeBackup>().RunAsync(file, "four words at random")));
        Assert.Contains("is there already and stays as it is", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        if (Host.IsPostgres) return;
        var place = Path.Combine(_folder, "new", "data");
        await using var site = StoppedSite.Open(new Web.Data.DatabaseOptions(), place, new Web.Platform.SelfEvalOptions { DataFolder = place }, TimeProvider.System);
        await using var scope = site.Services.CreateAsyncScope();
        await Assert.ThrowsAsync<BackupException>(() => scope.ServiceProvider.GetRequiredService<RestoreBackup>().RunAsync(file, "five other words in place"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "new")));
    }

    [Fact]
    public async Task In_summer_the_wall_time_counts()
    {
        To(new DateTime(2026, 7, 1, 0, 0, 0));
        await _host.StepAsync<MakeDueBackup>();
        // 02:30 in London is 01:30 UTC.
        To(new DateTime(2026, 7, 1, 1, 29, 0));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Single(Files);
        To(new DateTime(2026, 7, 1, 1, 30, 0));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal("selfeval-20260701T013000Z.backup", Files[^1]);
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_after_an_hour()
    {
        await _host.StepAsync<MakeDueBackup>();
        To(new DateTime(2026, 3, 3, 2, 30, 0));
        var admin = await _host.AsAsync(Role.Administrator);
        File.Delete(PassphraseFile);
        await _host.StepAsync<MakeDueBackup>();
        Assert.Single(Files);
        Assert.Contains("The last backup failed: The passphrase cannot be read", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await Letters());
        await WritePassphraseAsync("four words at random");
        _host.Clock.Advance(TimeSpan.FromMinutes(59));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Single(Files);
        Assert.Equal(1, await Letters());
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal(2, Files.Length);
        var page = (await admin.GetAsync("/operations/health")).Text;
        Assert.DoesNotContain("The last backup failed", page, StringComparison.Ordinal);
        Assert.Contains(Files[^1], page, StringComparison.Ordinal);
        Assert.Equal(1, await _host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "backup.failed")));
    }

    /// <summary>By the steps of deploy/README.md: a new passphrase in the file, while the site runs. The next backup opens with the new one alone, the older with the old one alone.</summary>
    [Fact]
    [Asvs("E5")]
    public async Task A_new_passphrase_in_the_file_seals_the_next_backup_and_older_ones_keep_theirs()
    {
        await _host.StepAsync<MakeDueBackup>();
        await WritePassphraseAsync("five other words in place");
        To(new DateTime(2026, 3, 3, 2, 30, 0));
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal(2, Files.Length);
        foreach (var (file, opens, not) in new[] { (Files[0], "four words at random", "five other words in place"), (Files[1], "five other words in place", "four words at random") })
        {
            await VerifyAsync(file, opens);
            Assert.Contains("passphrase is not the one", (await Assert.ThrowsAsync<BackupException>(() => VerifyAsync(file, not))).Message, StringComparison.Ordinal);
        }

        Task<BackupManifest> VerifyAsync(string file, string words) => _host.WithAsync(s => s.GetRequiredService<VerifyBackup>().RunAsync(Path.Combine(_folder, file), words, Path.GetTempPath()));
    }

    [Fact]
    [Asvs("E6")]
    public async Task A_passphrase_that_others_can_read_seals_nothing_and_is_said_at_the_start()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(PassphraseFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Contains("mode 0644", Assert.Throws<BackupException>(() => Passphrase.FromFile(PassphraseFile)).Message, StringComparison.Ordinal);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_host.Settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)).Append(new("SelfEval:DataFolder", _folder))).Build();
        var fault = Assert.Single(await Web.Platform.StartCheck.FaultsAsync(configuration, canListen: false));
        Assert.StartsWith("SelfEval:Backup:PassphraseFile is", fault, StringComparison.Ordinal);
        Assert.Contains($"chmod 600 {PassphraseFile}", fault, StringComparison.Ordinal);
        await WritePassphraseAsync("four words at random");
        Assert.Empty(await Web.Platform.StartCheck.FaultsAsync(configuration, canListen: false));
    }

    [Fact]
    public async Task One_that_is_too_old_or_taken_away_is_told()
    {
        await _host.StepAsync<MakeDueBackup>();
        _host.Clock.Advance(TimeSpan.FromHours(49));
        var admin = await _host.AsAsync(Role.Administrator);
        Assert.Contains("more than 2 days ago", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        await _host.StepAsync<MakeDueBackup>();
        Assert.DoesNotContain("more than 2 days ago", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, Files[^1]));
        Assert.Contains("is no longer in", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_made_by_hand_counts_for_its_age_and_not_for_the_night_unless_it_lies_there()
    {
        await _host.StepAsync<MakeDueBackup>();
        _host.Clock.Advance(TimeSpan.FromHours(49));
        var admin = await _host.AsAsync(Role.Administrator);
        var elsewhere = Directory.CreateTempSubdirectory("selfeval-by-hand-").FullName;
        var made = await ByHandAsync(Path.Combine(elsewhere, "by-hand.backup"));
        var health = (await admin.GetAsync("/operations/health")).Text;
        Assert.Contains($"less than a minute ago, {made}", health, StringComparison.Ordinal);
        Assert.DoesNotContain("more than 2 days ago", health, StringComparison.Ordinal);
        Assert.Contains("by hand: by-hand.backup", (await admin.GetAsync("/operations/audit?begins=backup.made")).Text, StringComparison.Ordinal);
        // Taken up once, whatever happens between the writing and the removing of the note.
        Assert.Equal(2, await _host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "backup.made")));
        // It may have been taken anywhere; nobody here misses it.
        File.Delete(made);
        Assert.DoesNotContain("is no longer in", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal(2, Files.Length);

        // One that lies among the scheduled ones is tonight's.
        To(new DateTime(2026, 3, 6, 2, 30, 0));
        await ByHandAsync(_folder);
        await _host.StepAsync<MakeDueBackup>();
        Assert.Equal("selfeval-20260306T023000Z.backup", Files[^1]);
        Assert.Equal(3, Files.Length);
        Directory.Delete(elsewhere, recursive: true);
    }

    private async Task<string> ByHandAsync(string to)
    {
        var made = await _host.WithAsync(async s =>
        {
            var backup = await s.GetRequiredService<MakeBackup>().RunAsync(to, "four words at random");
            await s.GetRequiredService<RecordBackup>().RunAsync(backup);
            return backup.Path;
        });
        await _host.StepAsync<TakeUpBackups>();
        await _host.StepAsync<TakeUpBackups>();
        return made;
    }

    [Fact]
    public async Task Of_two_nodes_one_makes_it()
    {
        await _host.StepAsync<MakeDueBackup>();
        To(new DateTime(2026, 3, 3, 2, 30, 0));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _host.StepAsync<MakeDueBackup>())));
        Assert.Equal(2, await _host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "backup.made")));
    }

    private async Task WritePassphraseAsync(string words)
    {
        await File.WriteAllTextAsync(PassphraseFile, words + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PassphraseFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Task<int> Letters() => _host.ReadAsync(db => db.Letters.CountAsync(l => l.DedupKey.StartsWith("backup:")));

    private void To(DateTime utc) => _host.Clock.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));
}
