using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>The services over an installation's data without a site: for commands, and for a database that is being restored.</summary>
public sealed class StoppedSite : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StoppedSite(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    /// <summary>What is wrong with the settings, in the words in which the site refuses to start with them.</summary>
    public static IReadOnlyList<string> FaultsOf(IConfiguration configuration) => StartCheck.FaultsForCommand(configuration);

    /// <param name="configuration">The same settings as the site's.</param>
    /// <param name="log">Where messages go.</param>
    /// <param name="also">What a command needs of other parts of the site.</param>
    public static StoppedSite Open(IConfiguration configuration, Action<ILoggingBuilder>? log = null, Action<IServiceCollection>? also = null)
    {
        OwnFiles.ForOwnerOnly();
        var options = configuration.GetSection(SelfEvalOptions.Section).Get<SelfEvalOptions>() ?? new SelfEvalOptions();
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        return Open(database, Path.GetFullPath(options.DataFolder), options, TimeProvider.System, log, also);
    }

    public static StoppedSite Open(DatabaseOptions database, string dataFolder, SelfEvalOptions options, TimeProvider clock, Action<ILoggingBuilder>? log = null, Action<IServiceCollection>? also = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(log ?? (_ => { }));
        services.AddSingleton<IHostEnvironment>(new Place());
        services.AddSingleton(Options.Create(options));
        services.AddData(database, dataFolder);
        services.AddPlatform(database, dataFolder);
        services.AddSingleton(clock);
        services.AddMail(options.Mail);
        services.AddOperations();
        also?.Invoke(services);
        return new StoppedSite(services.BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The program's own files lie beside it, as they do for the site.</summary>
    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "selfeval";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
