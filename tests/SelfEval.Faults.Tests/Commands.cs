using System.Diagnostics;

namespace SelfEval.Faults.Tests;

/// <summary>Runs other programs to their end.</summary>
internal static class Commands
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public sealed record Outcome(int Exit, string Output, string Error);

    /// <summary>One that must succeed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var outcome = await TryAsync(program, arguments, environment);
        return outcome.Exit == 0 ? outcome.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {outcome.Exit}:\n{outcome.Output}{outcome.Error}");
    }

    public static async Task<Outcome> TryAsync(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>The command line of the project, with a place's settings.</summary>
    public static Task<Outcome> SelfEvalAsync(Place place, params string[] arguments) =>
        TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfeval.dll"), .. arguments], [.. place.Settings, new("SELFEVAL_BACKUP_PASSPHRASE", "correct horse battery staple")]);
}
