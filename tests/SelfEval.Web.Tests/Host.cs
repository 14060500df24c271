using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using SelfEval.Web.Data;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>
/// The whole site in this process on a database of its own: SQLite, or PostgreSQL when SELFEVAL_TEST_POSTGRES holds
/// an administrator's connection string. The clock stands still until a test moves it.
/// </summary>
public sealed class Host : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("SELFEVAL_TEST_POSTGRES");
    private readonly string _folder = Directory.CreateTempSubdirectory("selfeval-test-").FullName;
    private readonly string _database = "selfeval_" + Guid.NewGuid().ToString("N");

    /// <summary>Another instruments folder than the shipped one; set before the first use.</summary>
    public string? InstrumentsFolder { get; set; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public string DataFolder => _folder;

    public static bool IsPostgres => Postgres is not null;

    /// <summary>On PostgreSQL, for a second node of the same site: what to set as SelfEval:Database:Connection.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(Postgres) { Database = _database }.ToString();

    /// <summary>Services of a test's own, named before the site is first used.</summary>
    public Action<IServiceCollection>? Also { get; set; }

    /// <summary>Settings of a test's own, named before the site is first used.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public static Uri SiteAddress { get; } = new("https://localhost");

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        if (Postgres is not null) await RunAsync($"CREATE DATABASE {_database}");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser without a session: keeps cookies, does not follow redirects by itself.</summary>
    public Browser Browser()
    {
        var cookies = new CookieContainer();
        return new(CreateDefaultClient(SiteAddress, new CookieContainerHandler(cookies)), cookies);
    }

    /// <summary>Runs something with services of its own, as one request would have them.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Reads from the database.</summary>
    public Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read) => WithAsync(s => read(s.GetRequiredService<AppDb>()));

    /// <summary>Arranges rows directly, through the gate.</summary>
    public Task<T> ArrangeAsync<T>(Func<AppDb, Task<T>> arrange) => WithAsync(s =>
    {
        var db = s.GetRequiredService<AppDb>();
        return s.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var made = await arrange(db);
            await db.SaveChangesAsync();
            return made;
        });
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseDefaultServiceProvider(o => o.ValidateScopes = o.ValidateOnBuild = true);
        builder.UseSetting("SelfEval:DataFolder", _folder);
        if (InstrumentsFolder is not null) builder.UseSetting("SelfEval:InstrumentsFolder", InstrumentsFolder);
        builder.UseSetting("SelfEval:PublicBaseUrl", "https://localhost");
        if (Postgres is not null)
        {
            builder.UseSetting("SelfEval:Database:Provider", "postgres");
            builder.UseSetting("SelfEval:Database:Connection", Connection);
        }

        // The clock stands still, so a minute never ends.
        foreach (var purpose in new[] { "SignIn", "Reset", "Link", "Api" }) builder.UseSetting($"SelfEval:Limits:{purpose}PerMinute", "100000");
        // Most tests move the clock without meaning to sign anybody out; SessionTests looks at the real limits.
        builder.UseSetting("SelfEval:Sessions:IdleMinutes", "720");
        builder.UseSetting("SelfEval:Sessions:FreshMinutes", "720");
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // Slow hashes are for attackers; PasswordsTests looks at the real setting.
            services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
            Also?.Invoke(services);
        });
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
