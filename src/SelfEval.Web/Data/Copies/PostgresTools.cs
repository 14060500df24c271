using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace SelfEval.Web.Data.Copies;

/// <summary>PostgreSQL's own programs, of the version that fits the server. The password goes to them by the environment, which other users cannot read.</summary>
internal sealed partial class PostgresTools(string connectionString)
{
    private readonly NpgsqlConnectionStringBuilder _connection = new(connectionString);

    /// <param name="program">pg_dump or pg_restore.</param>
    /// <param name="server">The server's major version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> FindAsync(string program, int server, CancellationToken cancellationToken)
    {
        var found = await AllAsync(program, cancellationToken);
        // The server's own version, or the next newer one; an older program cannot read a newer server.
        var fitting = found.Where(f => f.Version >= server).OrderBy(f => f.Version).Select(f => f.Path).FirstOrDefault();
        return fitting ?? throw new CopyException($"{program} here is version {found.Max(f => f.Version)} and the server is version {server}. Install the client programs of version {server} (on Debian: postgresql-client-{server}).");
    }

    /// <summary>For reading a file without a server: a newer program reads what an older one wrote.</summary>
    public async Task<string> FindNewestAsync(string program, CancellationToken cancellationToken) => (await AllAsync(program, cancellationToken)).MaxBy(f => f.Version).Path;

    private static async Task<List<(int Version, string Path)>> AllAsync(string program, CancellationToken cancellationToken)
    {
        var found = new List<(int Version, string Path)>();
        foreach (var path in Places().Select(folder => Path.Combine(folder, program)).Where(File.Exists).Distinct())
            if (await VersionAsync(path, cancellationToken) is { } version) found.Add((version, path));
        if (found.Count == 0)
            throw new CopyException($"The program {program} was not found on the PATH or under /usr/lib/postgresql. Install PostgreSQL's client programs (on Debian: postgresql-client).");
        return found;
    }

    /// <summary>Runs one of them to its end.</summary>
    public async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        await using var stop = cancellationToken.Register(() => Kill(process));
        var (output, said) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        await output;
        if (process.ExitCode == 0) return;
        var words = string.Join(' ', (await said).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(5));
        throw new CopyException($"{Path.GetFileName(program)} failed: {words}");
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Of several hosts the first.
        var host = _connection.Host?.Split(',')[0] ?? "localhost";
        var port = _connection.Port;
        if (!host.StartsWith('/') && host.LastIndexOf(':') is var colon and > 0 && int.TryParse(host[(colon + 1)..], CultureInfo.InvariantCulture, out var own)) (host, port) = (host[..colon], own);
        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }

        Set("PGHOST", host);
        Set("PGPORT", port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", _connection.Username);
        Set("PGPASSWORD", _connection.Password);
        Set("PGPASSFILE", _connection.Passfile);
        Set("PGDATABASE", _connection.Database);
        Set("PGSSLROOTCERT", _connection.RootCertificate);
        Set("PGSSLCERT", _connection.SslCertificate);
        Set("PGSSLKEY", _connection.SslKey);
        Set("PGSSLMODE", _connection.SslMode switch
        {
            SslMode.Disable => "disable", SslMode.Allow => "allow", SslMode.Require => "require", SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => "prefer",
        });
        return Process.Start(start) ?? throw new CopyException($"{program} could not be started.");
    }

    private static IEnumerable<string> Places()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;
        const string Debian = "/usr/lib/postgresql";
        if (!Directory.Exists(Debian)) yield break;
        foreach (var version in Directory.EnumerateDirectories(Debian)) yield return Path.Combine(version, "bin");
    }

    private static async Task<int?> VersionAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null) return null;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return Major().Match(said) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    [GeneratedRegex(@"\) (\d+)")]
    private static partial Regex Major();
}
