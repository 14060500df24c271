using Npgsql;

namespace SelfEval.Web.Data;

/// <summary>Section SelfEval:Database.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "SelfEval:Database";

    /// <summary>sqlite (one node) or postgres (several).</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>PostgreSQL: a connection string. SQLite: the file's path; empty means selfeval.db in the data folder.</summary>
    public string? Connection { get; set; }

    public bool IsPostgres => Provider.Equals("postgres", StringComparison.OrdinalIgnoreCase);

    public bool IsSqlite => Provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the settings, each with the setting's name and what to write.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsSqlite && !IsPostgres) yield return $"{Section}:Provider is \"{Provider}\"; write sqlite (one node) or postgres (several).";
        if (!IsPostgres) yield break;
        if (string.IsNullOrWhiteSpace(Connection)) yield return $"{Section}:Connection is missing; write a connection string, such as Host=db.example;Database=selfeval;Username=selfeval;Password=...";
        else if (Fault(Connection) is { } fault) yield return $"{Section}:Connection is no connection string ({fault}); write one such as Host=db.example;Database=selfeval;Username=selfeval;Password=...";
        else
            foreach (var loose in Loose(new NpgsqlConnectionStringBuilder(Connection))) yield return $"{Section}:Connection {loose}";
    }

    /// <summary>
    /// On the way to another machine everything could be read or changed, so the server has to prove by its certificate that it is the one that is named; no lesser mode is taken. On this machine there is
    /// no way.
    /// </summary>
    public static IEnumerable<string> Loose(NpgsqlConnectionStringBuilder connection)
    {
        if (connection.SslMode != SslMode.VerifyFull && connection.Host!.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(h => !IsHere(h)) is { } away)
            yield return $"goes to {away}, which is another machine, and has no SSL Mode=VerifyFull; add it, and Root Certificate=FILE where the server's certificate is from an authority of your own, so that nobody on the way can read or change anything.";
        if (connection.RootCertificate is { Length: > 0 } root && !File.Exists(root))
            yield return $"has Root Certificate={root}, and there is no such file; write the path of the certificate of the authority that signed the server's.";
        if (connection.Passfile is { Length: > 0 } passwords && SecretFile.Fault(passwords) is { } fault) yield return $"has Passfile={passwords}, {fault}";
    }

    /// <summary>This machine, or a socket in its file system. A name is taken as it is written: what it leads to may be another thing tomorrow.</summary>
    private static bool IsHere(string host)
    {
        if (host.StartsWith('/') || host.StartsWith('@')) return true;
        var name = host.StartsWith('[') ? host[1..].Split(']')[0] : host.Count(c => c == ':') == 1 ? host.Split(':')[0] : host;
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(name, out var address) && System.Net.IPAddress.IsLoopback(address));
    }

    /// <summary>Whether the server is there, in a few seconds; null where it is, or there is none.</summary>
    public async Task<string?> FindUnreachableAsync()
    {
        if (!IsPostgres || Faults().Any()) return null;
        var patient = new NpgsqlConnectionStringBuilder(Connection) { Timeout = 10, Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(patient.ToString());
            await connection.OpenAsync();
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return $"{Section}:Connection: PostgreSQL cannot be reached at {patient.Host}, port {patient.Port}: {e.Message} Look whether the server runs, and whether host, port, database, user and password are right.";
        }
    }

    private static string? Fault(string connection)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connection).Host) ? "it names no host" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return e.Message;
        }
    }
}
