using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SelfEval.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record Options
{
    public int Concurrency { get; private init; } = 8;

    public int Journeys { get; private init; } = 2000;

    public int WarmUp { get; private init; } = 400;

    /// <summary>Null for SQLite in a temporary folder; otherwise a PostgreSQL connection string to an empty database.</summary>
    public string? Postgres { get; private init; }

    public string? DataFolder { get; private init; }

    /// <summary>So many responses are laid into the database and downloaded; 0 for participants' journeys.</summary>
    public int Export { get; private init; }

    /// <summary>So many responses are laid into the database and figures made of them, while participants answer; 0 for none.</summary>
    public int Edition { get; private init; }

    /// <summary>So many messages are carried while participants answer; 0 for none.</summary>
    public int Mail { get; private init; }

    public int Connections { get; private init; } = 1;

    /// <summary>So many people are taken in from one list, while participants answer; 0 for none.</summary>
    public int People { get; private init; }

    /// <summary>So many wrong passwords a second come in while participants answer; 0 for none.</summary>
    public int Flood { get; private init; }

    /// <summary>So many connections that hardly say anything are held while somebody asks how the site is; 0 for none.</summary>
    public int Slow { get; private init; }

    public int Port { get; private init; } = FreePort();

    public static Options? Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            var updated = args[i] switch
            {
                "--concurrency" => options with { Concurrency = Number(value) },
                "--journeys" => options with { Journeys = Number(value) },
                "--warm-up" => options with { WarmUp = Number(value) },
                "--postgres" => options with { Postgres = value },
                "--data" => options with { DataFolder = value },
                "--export" => options with { Export = Number(value) },
                "--edition" => options with { Edition = Number(value) },
                "--mail" => options with { Mail = Number(value) },
                "--connections" => options with { Connections = Number(value) },
                "--people" => options with { People = Number(value) },
                "--flood" => options with { Flood = Number(value) },
                "--slow" => options with { Slow = Number(value) },
                "--port" => options with { Port = Number(value) },
                _ => null,
            };
            if (updated is null) return null;
            options = updated;
        }

        return args.Length % 2 == 0 ? options : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
