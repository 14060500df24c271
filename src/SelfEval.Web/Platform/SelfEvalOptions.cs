namespace SelfEval.Web.Platform;

/// <summary>Section SelfEval; each value also as an environment variable, e.g. SELFEVAL__PUBLICBASEURL.</summary>
public sealed class SelfEvalOptions
{
    public const string Section = "SelfEval";

    /// <summary>What links in mails and QR codes begin with. Never taken from the request's Host header.</summary>
    public string PublicBaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>Database, keys and dropped mail; relative to the working directory.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Where the instrument files are; empty means beside the program.</summary>
    public string? InstrumentsFolder { get; set; }

    public string ServiceName { get; set; } = "SelfEval";

    /// <summary>IANA zone in which new rounds are planned.</summary>
    public string Zone { get; set; } = "Europe/London";

    /// <summary>The k that new rounds start with; never below 3.</summary>
    public int K { get; set; } = 5;

    public MailOptions Mail { get; set; } = new();

    /// <summary>Reverse proxies whose forwarded headers are believed, as addresses or networks.</summary>
    public string[] TrustedProxies { get; set; } = [];

    public LimitOptions Limits { get; set; } = new();
}

/// <summary>Section SelfEval:Limits; per minute and network (the API: per key). Whole wards share one address.</summary>
public sealed class LimitOptions
{
    public int SignInPerMinute { get; set; } = 60;

    public int LinkPerMinute { get; set; } = 1_200;

    public int ApiPerMinute { get; set; } = 1_200;
}

/// <summary>Section SelfEval:Mail.</summary>
public sealed class MailOptions
{
    /// <summary>file (drops .eml files under data/mail) or smtp.</summary>
    public string Mode { get; set; } = "file";

    public string From { get; set; } = "SelfEval <selfeval@localhost>";

    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 587;

    /// <summary>required, or none for a relay on the same machine.</summary>
    public string Tls { get; set; } = "required";

    public string? User { get; set; }

    public string? Password { get; set; }
}
