using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>What whoever runs the server does on its console, with the command as a process of its own.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task The_audit_is_checked_while_the_site_runs_and_the_first_broken_entry_is_named()
    {
        await using var place = await Place.MakeAsync();
        var staff = await Staff.LayAsync(place);
        await using var site = new Site(place);
        await site.StartAsync();
        await staff.SignInAsync(site.Address);
        var holds = await Commands.SelfEvalAsync(place, "audit", "verify");
        Assert.True(holds.Exit == 0, holds.Output + holds.Error);
        Assert.Matches("^holds: [1-9][0-9]* entries; it ends at entry [1-9][0-9]* with the hash [0-9a-f]{64}\n$", holds.Output);
        await site.TerminateAsync();

        await place.SqlAsync(Place.IsPostgres
            ? "ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL"
            : "DROP TRIGGER \"AuditEntries_NeverChanged\"; DROP TRIGGER \"AuditEntries_OnlyBehindCheckpoint\"");
        await place.SqlAsync("UPDATE \"AuditEntries\" SET \"AccountId\" = 77 WHERE \"Id\" = 2");
        var before = Bytes(place);
        var broken = await Commands.SelfEvalAsync(place, "audit", "verify");
        Assert.Equal(1, broken.Exit);
        Assert.Equal("broken at entry 2: It was changed after it was written. 1 entries before it hold.", broken.Output.Trim());
        Assert.DoesNotContain("   at ", broken.Error, StringComparison.Ordinal);
        // It only looked, and nothing that it left stands in the way of the next start.
        Assert.Equal(before, Bytes(place));
        await site.StartAsync();
    }

    private static byte[] Bytes(Place place) => Place.IsPostgres ? [] : File.ReadAllBytes(place.SqlitePath);

    [Fact]
    public async Task Without_a_database_of_this_version_there_is_nothing_to_check()
    {
        await using var place = await Place.MakeAsync();
        var none = await Commands.SelfEvalAsync(place, "audit", "verify");
        Assert.Equal(1, none.Exit);
        Assert.Contains(Place.IsPostgres ? "not of this version" : "There is no database", none.Error, StringComparison.Ordinal);
        Assert.Empty(none.Output);
        Assert.Equal(2, (await Commands.SelfEvalAsync(place, "audit")).Exit);
    }

    [Fact]
    public async Task An_only_administrator_who_lost_everything_gets_back_in()
    {
        await using var place = await Place.MakeAsync();
        var staff = await Staff.LayAsync(place);
        await using var site = new Site(place);
        await site.StartAsync();
        await staff.SignInAsync(site.Address);
        if (!Place.IsPostgres)
        {
            var running = await Commands.SelfEvalAsync(place, "account", "recover", Staff.Email);
            Assert.Equal(1, running.Exit);
            Assert.Contains("Another SelfEval process", running.Error, StringComparison.Ordinal);
            await site.TerminateAsync();
        }

        var unknown = await Commands.SelfEvalAsync(place, "account", "recover", "nobody@example.org");
        Assert.Equal(1, unknown.Exit);
        Assert.Contains($"Administrators are: {Staff.Email}.", unknown.Error, StringComparison.Ordinal);
        var opened = await Commands.SelfEvalAsync(place, "account", "recover", Staff.Email);
        Assert.True(opened.Exit == 0, opened.Error);
        var link = Regex.Match(opened.Output, "^http://localhost:5080(/accounts/recovery/[A-Za-z0-9_-]{22})\n$").Groups[1].Value;
        Assert.NotEmpty(link);
        Assert.Contains("works once and for an hour", opened.Error, StringComparison.Ordinal);

        if (!Place.IsPostgres) await site.StartAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await staff.TryAsync(site.Address, "/operations/health")).Status);
        await staff.RecoverAsync(site.Address, link);
        Assert.Contains("A command on the server", await staff.ReadAsync(site.Address, "/operations/audit?begins=account.recovery"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await staff.TryAsync(site.Address, link)).Status);
        await staff.SignInAsync(site.Address);
    }

    [Fact]
    public async Task A_backup_by_hand_counts_on_the_health_page_of_the_running_site()
    {
        await using var place = await Place.MakeAsync();
        var staff = await Staff.LayAsync(place);
        // The watchdog does the recurring work when nothing else has for so long.
        await using var site = new Site(place, new Dictionary<string, string> { ["SELFEVAL__WATCHDOGSECONDS"] = "6" });
        await site.StartAsync();
        await staff.SignInAsync(site.Address);
        Assert.DoesNotContain("by-hand.backup", await staff.ReadAsync(site.Address, "/operations/health"), StringComparison.Ordinal);
        var made = await Commands.SelfEvalAsync(place, "backup", "--to", Path.Combine(place.Folder, "by-hand.backup"));
        Assert.True(made.Exit == 0, made.Error);
        Assert.DoesNotContain("could not be written down", made.Error, StringComparison.Ordinal);
        for (var tries = 0; !(await staff.ReadAsync(site.Address, "/operations/health")).Contains("by-hand.backup", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 900, "The health page does not count it.");
            await Task.Delay(100);
        }

        Assert.Contains("by hand: by-hand.backup", await staff.ReadAsync(site.Address, "/operations/audit?begins=backup.made"), StringComparison.Ordinal);
    }
}
