using System.Text;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>
/// A power cut loses what the disk had not yet made durable; a killed process loses nothing of it, so killing proves nothing. Here the disk is built as it would
/// be after a cut at random moments of a run, in three ways. The same site with one word changed, synchronous=NORMAL, must lose answers: otherwise this test could not see it.
/// </summary>
[Trait("Database", "SQLite")]
public sealed class PowerLossTests
{
    [Fact]
    public Task No_acknowledged_answer_is_lost() => DrillAsync(cuts: 12, acknowledged: 300, seed: 1);

    [Fact, Trait("Speed", "Long")]
    public Task No_acknowledged_answer_is_lost_at_a_hundred_moments() => DrillAsync(cuts: 100, acknowledged: 2000, seed: 2);

    [Fact]
    public async Task With_a_database_that_syncs_less_answers_are_lost()
    {
        var program = await OtherProgram.MakeAsync("PRAGMA synchronous=FULL", "PRAGMA synchronous=   1");
        try
        {
            await using var place = await Place.MakeAsync(sqlite: true);
            var (cut, ledger) = await RunAsync(place, acknowledged: 300, program);
            var lost = Judge(cut, ledger, cut.Length, CutKind.Lost, new Random(3)).Lost;
            TestContext.Current.SendDiagnosticMessage("synchronous=NORMAL: {0} of {1} people lost something that had been acknowledged", lost, ledger.Select(t => t.Key).Distinct().Count());
            Assert.True(lost > 0, "Nothing was lost: this test would not see a site that does not sync.");
        }
        finally
        {
            Directory.Delete(program, recursive: true);
        }
    }

    private static async Task DrillAsync(int cuts, int acknowledged, int seed)
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var (cut, ledger) = await RunAsync(place, acknowledged, program: null);
        var random = new Random(seed);
        foreach (var kind in Enum.GetValues<CutKind>())
        {
            for (var i = 0; i < cuts; i++)
            {
                // The very end too, where the most has been acknowledged.
                var moment = i == 0 ? cut.Length : random.NextInt64(cut.Length / 10, cut.Length);
                var (lost, integrity) = Judge(cut, ledger, moment, kind, random);
                Assert.True(lost == 0, $"{kind} at {moment} of {cut.Length}: {lost} people lost something that had been acknowledged.");
                Assert.Equal("ok", integrity);
            }
        }

        TestContext.Current.SendDiagnosticMessage("synchronous=FULL: {0} acknowledgements, {1} cuts in each of 3 ways, none lost", ledger.Count, cuts);
        await StartsAsync(place, cut, CutKind.Torn, random);
    }

    private static async Task<(PowerCut Cut, List<Crowd.Told> Ledger)> RunAsync(Place place, int acknowledged, string? program)
    {
        var survey = await Survey.LayAsync(place, people: acknowledged);
        var before = Path.Combine(place.Folder, "before.db");
        File.Copy(place.SqlitePath, before);
        using var shim = await PowerShim.MakeAsync(place);
        await using var site = new Site(place, shim.Settings, program);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 8, () => shim.LogLength);
        await crowd.UntilAsync(acknowledged);
        await site.KillAsync();
        await crowd.StopAsync();
        return (PowerCut.Read(shim.LogPath, before), [.. crowd.Ledger]);
    }

    private static (int Lost, string Integrity) Judge(PowerCut cut, List<Crowd.Told> ledger, long moment, CutKind kind, Random random)
    {
        var folder = Directory.CreateTempSubdirectory("selfeval-cut-");
        try
        {
            cut.Build(folder.FullName, moment, kind, random);
            var path = Path.Combine(folder.FullName, "selfeval.db");
            // In this order: the first to open it merges what is durable.
            var lost = StoredAnswers.Missing(path, ledger.Where(t => t.Moment <= moment));
            return (lost, StoredAnswers.Integrity(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The site itself opens such a disk and goes on.</summary>
    private static async Task StartsAsync(Place place, PowerCut cut, CutKind kind, Random random)
    {
        foreach (var file in Directory.EnumerateFiles(place.Folder, "selfeval.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))) File.Delete(file);
        cut.Build(place.Folder, cut.Length, kind, random);
        await using var site = new Site(place);
        await site.StartAsync();
    }
}

/// <summary>The built site with one text in its code replaced by another of the same length.</summary>
internal static class OtherProgram
{
    public static async Task<string> MakeAsync(string text, string instead)
    {
        Assert.Equal(text.Length, instead.Length);
        var folder = Directory.CreateTempSubdirectory("selfeval-other-").FullName;
        await Commands.RunAsync("cp", ["-rs", AppContext.BaseDirectory + ".", folder]);
        var path = Path.Combine(folder, "SelfEval.Web.dll");
        var code = await File.ReadAllBytesAsync(path);
        var (old, replaced) = (Encoding.Unicode.GetBytes(text), 0);
        for (var at = code.AsSpan().IndexOf(old); at >= 0; at = code.AsSpan().IndexOf(old), replaced++) Encoding.Unicode.GetBytes(instead).CopyTo(code.AsSpan(at));
        Assert.Equal(1, replaced);
        File.Delete(path);
        await File.WriteAllBytesAsync(path, code);
        return folder;
    }
}
