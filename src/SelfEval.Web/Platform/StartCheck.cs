using System.Net;
using System.Net.Sockets;
using SelfEval.Web.Data;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Platform;

/// <summary>
/// Reads all settings before anything is begun, and says all that is wrong with them at once: each with the setting's name and what to write. A site that
/// cannot work does not start, not even by half.
/// </summary>
public static class StartCheck
{
    /// <param name="configuration">Where the settings come from.</param>
    /// <param name="canListen">Whether the addresses are looked at; not where another listens for us.</param>
    /// <param name="isDevelopment">Whether a public address without TLS is let pass.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IConfiguration configuration, bool canListen, bool isDevelopment = false)
    {
        var (faults, options, database) = Read(configuration, isDevelopment);
        faults.AddRange(Backup(options.Backup).Select(f => $"SelfEval:Backup:{f}"));
        if (Unwritable(options.DataFolder) is { } unwritable) faults.Add(unwritable);
        if (canListen) faults.AddRange(Addresses(configuration["urls"] ?? ""));
        if (await database.FindUnreachableAsync() is { } unreachable) faults.Add(unreachable);
        return faults;
    }

    /// <summary>
    /// For a command beside the site: the same but for what only a running site needs. The folder of scheduled backups may be what was lost, and a command says of its own accord what it cannot
    /// reach or write.
    /// </summary>
    public static IReadOnlyList<string> FaultsForCommand(IConfiguration configuration) => Read(configuration, isDevelopment: false).Faults;

    private static (List<string> Faults, SelfEvalOptions Options, DatabaseOptions Database) Read(IConfiguration configuration, bool isDevelopment)
    {
        var unreadable = SettingNames.Unreadable(configuration).ToList();
        // What cannot be read has its default meanwhile, so that the rest is looked at too.
        var paths = unreadable.Select(u => u.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readable = new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable().Where(s => s.Value is not null && !paths.Contains(s.Key))).Build();
        var options = readable.GetSection(SelfEvalOptions.Section).Get<SelfEvalOptions>() ?? new SelfEvalOptions();
        var database = readable.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        List<string> faults =
        [
            .. SettingNames.Unknown(configuration),
            .. unreadable.Select(u => u.Fault),
            .. Faults(options, isDevelopment),
            .. MailCheck.Faults(options).Select(f => $"SelfEval:Mail:{f}"),
            .. SignInCheck.Faults(options).Select(f => $"SelfEval:{f}"),
            .. database.Faults(),
        ];
        return (faults, options, database);
    }

    private static IEnumerable<string> Faults(SelfEvalOptions o, bool isDevelopment)
    {
        if (!Uri.TryCreate(o.PublicBaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return $"SelfEval:PublicBaseUrl is \"{o.PublicBaseUrl}\"; write the address at which people reach the service, such as https://selfeval.example.nhs.uk";
        else if (url.AbsolutePath != "/")
            yield return $"SelfEval:PublicBaseUrl is \"{o.PublicBaseUrl}\"; write it without {url.AbsolutePath}: the service has a name of its own and does not work below a path.";
        else if (url is { Scheme: "http", IsLoopback: false } && !isDevelopment)
            yield return $"SelfEval:PublicBaseUrl is \"{o.PublicBaseUrl}\"; write an address that begins with https. Over http nobody can sign in, and whoever is on the way reads what people answer.";
        if (!Model.WallClock.IsKnownZone(o.Zone)) yield return $"SelfEval:Zone is \"{o.Zone}\"; write an IANA zone, such as Europe/London.";
        if (o.K is < 3 or > 100) yield return $"SelfEval:K is {o.K}; write 3 to 100.";
        if (o.WatchdogSeconds is < 5 or > 86_400) yield return $"SelfEval:WatchdogSeconds is {o.WatchdogSeconds}; write 5 to 86400.";
        if (!string.IsNullOrWhiteSpace(o.InstrumentsFolder) && !Directory.Exists(o.InstrumentsFolder))
            yield return $"SelfEval:InstrumentsFolder is \"{o.InstrumentsFolder}\", and there is no such folder; write where the instrument files are, or leave it out for those beside the program.";
        foreach (var proxy in o.TrustedProxies)
        {
            if (!IPAddress.TryParse(proxy, out _) && !System.Net.IPNetwork.TryParse(proxy, out _))
                yield return $"SelfEval:TrustedProxies has \"{proxy}\"; write addresses or networks, such as 10.0.0.4 or 10.0.0.0/24.";
        }

        foreach (var (name, value) in new[] { ("SignInPerMinute", o.Limits.SignInPerMinute), ("ResetPerMinute", o.Limits.ResetPerMinute), ("CodePerMinute", o.Limits.CodePerMinute), ("LinkPerMinute", o.Limits.LinkPerMinute), ("ApiPerMinute", o.Limits.ApiPerMinute) })
            if (value < 1) yield return $"SelfEval:Limits:{name} is {value}; write 1 or more.";
    }

    private static IEnumerable<string> Backup(BackupOptions backup)
    {
        if (!backup.IsOn) yield break;
        if (!Directory.Exists(backup.Folder)) yield return $"Folder is \"{backup.Folder}\", and there is no such folder; make it, or look whether its disk is mounted.";
        if (string.IsNullOrWhiteSpace(backup.PassphraseFile)) yield return "PassphraseFile is missing; write the path of a file whose first line is a long passphrase, readable for the service's account alone.";
        else if (SecretFile.Fault(backup.PassphraseFile) is { } fault) yield return $"PassphraseFile is \"{backup.PassphraseFile}\", {fault}";
        else if (PassphraseFile.Fault(backup.PassphraseFile) is { } weak) yield return $"PassphraseFile is \"{backup.PassphraseFile}\": {weak}";
        if (backup.Time is null) yield return $"At is \"{backup.At}\"; write a time of day, such as 02:30.";
        if (backup.Keep < 1) yield return $"Keep is {backup.Keep}; write how many backups are kept, 1 or more.";
    }

    private static string? Unwritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"SelfEval:DataFolder is \"{folder}\", where the service's account cannot write: {e.Message} Write a folder that belongs to it.";
        }
    }

    private static IEnumerable<string> Addresses(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseAddress(url) is not { } address) yield return $"urls has \"{url}\"; write where to listen, such as http://127.0.0.1:5080";
            else if (InUse(address) is { } why) yield return $"urls has \"{url}\": {why}";
        }
    }

    private static BindingAddress? ParseAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https" } address ? address : null;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? InUse(BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return null;
        var host = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var named) ? named : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        try
        {
            using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            // As the server itself will: a port that was given up a moment ago is free.
            socket.Bind(new IPEndPoint(host, address.Port));
            socket.Listen();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {address.Port} is in use. Stop what listens there, or write another port.",
                SocketError.AccessDenied => $"the service's account may not listen on port {address.Port}. Write one above 1023 and let a proxy stand before it.",
                SocketError.AddressNotAvailable => $"this machine has no address {address.Host}. Write one that it has, or 0.0.0.0 for all.",
                SocketError.AddressFamilyNotSupported => null,
                _ => e.Message,
            };
        }
    }
}
