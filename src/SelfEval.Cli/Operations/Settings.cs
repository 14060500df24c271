using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Operations.Backups;

namespace SelfEval.Cli.Operations;

/// <summary>Reads the settings from where the site reads them: appsettings.json beside the program, then a file of variables, then the environment.</summary>
internal static class Settings
{
    public static Task<int> WithAsync(string? envFile, Func<IServiceProvider, Task> act) => AnswerAsync(envFile, async services =>
    {
        await act(services);
        return CommandLine.Done;
    });

    /// <summary>The same, with an exit code of the command's own.</summary>
    /// <param name="envFile">A file of variables.</param>
    /// <param name="act">What to do; returns the exit code.</param>
    /// <param name="also">Services of other parts of the site.</param>
    public static async Task<int> AnswerAsync(string? envFile, Func<IServiceProvider, Task<int>> act, Action<IServiceCollection>? also = null)
    {
        var configuration = Read(envFile);
        if (StoppedSite.FaultsOf(configuration) is { Count: > 0 } faults) throw new InputException(["These settings cannot work; nothing was done.", .. faults.Select(f => $"  {f}")]);
        await using var site = StoppedSite.Open(configuration, log => log.SetMinimumLevel(LogLevel.None), also);
        await using var scope = site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    private static IConfigurationRoot Read(string? envFile)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.Production.json"), optional: true);
        if (envFile is not null) builder.AddInMemoryCollection(Lines(envFile));
        try
        {
            return builder.AddEnvironmentVariables().Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new InputException($"The settings cannot be read: {e.Message} {e.InnerException?.Message}".TrimEnd());
        }
    }

    /// <summary>NAME=VALUE, with or without quotation marks; lines that begin with # or ; are remarks.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Lines(string path)
    {
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file");
        if (SecretFile.Fault(path) is { } fault) throw new InputException($"{path} holds the service's secrets, {fault}");
        var number = 0;
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';') continue;
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new InputException($"{path}, line {number}: this is no NAME=VALUE");
            var value = line[(at + 1)..].Trim();
            if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]) value = value[1..^1];
            yield return new(line[..at].Trim().Replace("__", ":", StringComparison.Ordinal), value);
        }
    }
}
