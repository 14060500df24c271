using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Moving;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>From SQLite to PostgreSQL, while the site is stopped: links, sign-ins and API keys work there afterwards, because the keys come along.</summary>
public sealed class MoveDatabase(DatabaseOptions database, IServiceProvider services, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public async Task<IReadOnlyList<MovedTable>> RunAsync(string to, bool startAgain, IProgress<BackupStep>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!database.IsSqlite) throw new BackupException("The settings name a PostgreSQL database; only the other kind is moved. Leave SelfEval:Database:Provider as it was before.");
        return await services.GetRequiredService<MoveToPostgres>().RunAsync(to, startAgain, Keys(), (table, rows) => progress?.Report(new($"moving {table}", rows)), MarkAsync, cancellationToken);
    }

    private async Task MarkAsync(DatabaseOptions target)
    {
        await using var site = StoppedSite.Open(target, Path.GetFullPath(options.Value.DataFolder), options.Value, clock);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            scope.ServiceProvider.GetRequiredService<Audit>().Add("database.moved", "installation:1", detail: "from SQLite to PostgreSQL");
            await db.SaveChangesAsync();
        });
    }

    private List<(string, string)> Keys()
    {
        var folder = Path.Combine(Path.GetFullPath(options.Value.DataFolder), "keys");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))] : [];
    }
}
