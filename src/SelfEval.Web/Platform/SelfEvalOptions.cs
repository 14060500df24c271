using SelfEval.Web.Platform.SignIn;

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

    /// <summary>How long nothing recurring may have run before the watchdog does it.</summary>
    public int WatchdogSeconds { get; set; } = 120;

    /// <summary>Reverse proxies whose forwarded headers are believed, as addresses or networks.</summary>
    public string[] TrustedProxies { get; set; } = [];

    public LimitOptions Limits { get; set; } = new();

    public BackupOptions Backup { get; set; } = new();

    public SessionLimits Sessions { get; set; } = new();

    public OpenIdOptions OpenId { get; set; } = new();

    public string BaseUrl => PublicBaseUrl.TrimEnd('/');
}

/// <summary>Section SelfEval:Backup; without a folder no backup is made by itself.</summary>
public sealed class BackupOptions
{
    /// <summary>Where scheduled backups go; another disk than the database's.</summary>
    public string? Folder { get; set; }

    /// <summary>A file whose first line opens them. Keep a copy of it elsewhere.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>The wall time in SelfEval:Zone, such as 02:30.</summary>
    public string At { get; set; } = "02:30";

    /// <summary>So many are kept; with the older ones what was erased since goes too.</summary>
    public int Keep { get; set; } = 14;

    public bool IsOn => !string.IsNullOrWhiteSpace(Folder);

    public TimeOnly? Time => TimeOnly.TryParseExact(At, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>Section SelfEval:Limits; per minute and network (the API: per key). Whole wards share one address.</summary>
public sealed class LimitOptions
{
    public int SignInPerMinute { get; set; } = 60;

    public int ResetPerMinute { get; set; } = 30;

    public int CodePerMinute { get; set; } = 60;

    public int LinkPerMinute { get; set; } = 1_200;

    public int ApiPerMinute { get; set; } = 1_200;
}

/// <summary>Section SelfEval:Mail.</summary>
public sealed class MailOptions
{
    /// <summary>file (drops messages under data/mail), smtp, or notify (GOV.UK Notify).</summary>
    public string Mode { get; set; } = "file";

    public string From { get; set; } = "SelfEval <selfeval@localhost>";

    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 587;

    /// <summary>required, or none for a relay on the same machine.</summary>
    public string Tls { get; set; } = "required";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>How long one message may take, all in all.</summary>
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>For how long whoever carries messages holds them; so long another node waits when this one dies.</summary>
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>How many messages are on their way at once. Each may go twice when the process is killed.</summary>
    public int Connections { get; set; } = 1;

    /// <summary>More messages than this that are a day late are held until an administrator has looked.</summary>
    public int BrakeLetters { get; set; } = 50;

    public NotifyOptions Notify { get; set; } = new();

    public bool IsFile => Is("file");

    public bool IsSmtp => Is("smtp");

    public bool IsNotify => Is("notify");

    /// <summary>Whether text messages can be sent from here.</summary>
    public bool CanText => IsFile || (IsNotify && !string.IsNullOrEmpty(Notify.SmsTemplateId));

    private bool Is(string mode) => Mode.Equals(mode, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Section SelfEval:Mail:Notify.</summary>
public sealed class NotifyOptions
{
    public string ApiKey { get; set; } = "";

    public string BaseUrl { get; set; } = "https://api.notifications.service.gov.uk";

    /// <summary>A template in Notify with the subject ((subject)) and the body ((body)).</summary>
    public string EmailTemplateId { get; set; } = "";

    /// <summary>A template in Notify with the text ((body)); without one no text messages are sent.</summary>
    public string? SmsTemplateId { get; set; }

    public string? EmailReplyToId { get; set; }

    /// <summary>What Notify sends as bearer token with its callbacks; without one there is no address for them.</summary>
    public string? CallbackToken { get; set; }
}
