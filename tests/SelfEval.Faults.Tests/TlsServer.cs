using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace SelfEval.Faults.Tests;

/// <summary>
/// A PostgreSQL server of one test's own, on loopback: it talks by TLS only, with a certificate of a throw-away authority for the name localhost, and everybody needs a password. The roles are postgres,
/// whose password is in <see cref="AdminPassword"/>, and selfeval, whose is in the password file.
/// </summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("selfeval-tls-").FullName;
    private readonly string _programs = Programs();

    private TlsServer()
    {
    }

    public string AdminPassword { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public int Port { get; } = FreePort();

    /// <summary>The certificate of the authority that signed the server's.</summary>
    public string Authority => Path.Combine(_folder, "ca.pem");

    /// <summary>Of another authority, which signed nothing.</summary>
    public string OtherAuthority => Path.Combine(_folder, "other-ca.pem");

    /// <summary>A connection string as deploy/selfeval.env has it.</summary>
    public string Connection(string passwords, string host = "localhost", string? authority = null) =>
        $"Host={host};Port={Port.ToString(CultureInfo.InvariantCulture)};Database=selfeval;Username=selfeval;Passfile={passwords};SSL Mode=VerifyFull;Root Certificate={authority ?? Authority}";

    /// <param name="password">Of the role selfeval, which owns the database of that name.</param>
    public static async Task<TlsServer> StartAsync(string password)
    {
        var server = new TlsServer();
        try
        {
            // The server's own user has to get through here; what is secret has modes of its own.
            File.SetUnixFileMode(server._folder, (UnixFileMode)0b111_101_101);
            server.WriteCertificates();
            var passwordFile = server.Secret("admin", server.AdminPassword);
            Directory.CreateDirectory(server.Data);
            await server.OwnAsync(server.Data, "700");
            await server.RunAsync("initdb", ["-D", server.Data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C"]);
            await File.WriteAllTextAsync(Path.Combine(server.Data, "pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n");
            await server.BeginAsync(tls: true);
            await server.AdministerAsync($"CREATE ROLE selfeval LOGIN PASSWORD '{password}'");
            await server.AdministerAsync("CREATE DATABASE selfeval OWNER selfeval");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends and begins again.</summary>
    public async Task AgainAsync(bool tls)
    {
        await RunAsync("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"]);
        await BeginAsync(tls);
    }

    /// <returns>The first value.</returns>
    public async Task<object?> AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"Host=localhost;Port={Port};Database=postgres;Username=postgres;Password={AdminPassword};SSL Mode=VerifyFull;Root Certificate={Authority};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await RunAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task BeginAsync(bool tls) => await RunAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(Data, "log"), "-w", "-o",
        $"-p {Port} -c listen_addresses=localhost -c unix_socket_directories= -c fsync=off -c ssl={(tls ? "on" : "off")} -c ssl_cert_file={Path.Combine(_folder, "server.pem")} -c ssl_key_file={Path.Combine(_folder, "server.key")}", "start"]);

    private void WriteCertificates()
    {
        using var key = RSA.Create(2048);
        using var authority = NewAuthority(key, "Authority of a test");
        using var otherKey = RSA.Create(2048);
        using var other = NewAuthority(otherKey, "Another authority");
        using var serverKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var server = request.Create(authority, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(20), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(OtherAuthority, other.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.pem"), server.ExportCertificatePem());
        Secret("server.key", serverKey.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 NewAuthority(RSA key, string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddHours(-2), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    /// <summary>A file for the server's user alone.</summary>
    private string Secret(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        OwnAsync(path, "600").GetAwaiter().GetResult();
        return path;
    }

    private static bool IsRoot => Environment.UserName == "root";

    private async Task OwnAsync(string path, string mode)
    {
        await Commands.RunAsync("chmod", [mode, path]);
        if (IsRoot) await Commands.RunAsync("chown", ["postgres", path]);
    }

    /// <summary>One of the server's programs, which do not run as root. What stays behind keeps the streams of whoever began it, so they go elsewhere.</summary>
    private async Task RunAsync(string program, string[] arguments)
    {
        string[] all = [Path.Combine(_programs, program), .. arguments];
        if (IsRoot) all = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. all];
        var said = Path.Combine(_folder, "said");
        var outcome = await Commands.TryAsync("bash", ["-c", "cd / && exec \"$@\" >\"$0\" 2>&1", said, .. all]);
        if (outcome.Exit != 0) throw new InvalidOperationException($"{program} ended with {outcome.Exit}:\n{await File.ReadAllTextAsync(said)}{outcome.Error}");
    }

    private static string Programs() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
        ?? throw new InvalidOperationException("PostgreSQL's server programs are not installed; tests/run.sh installs them.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
