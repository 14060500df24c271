namespace SelfEval.Web.Platform.SignIn;

/// <summary>Section SelfEval:Sessions.</summary>
public sealed class SessionLimits
{
    /// <summary>A session that nobody used for so long ends.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>A session ends so long after its sign-in, whatever happens.</summary>
    public int LongestHours { get; set; } = 12;

    /// <summary>How long ago somebody may have proved that it is they, where a page asks for that.</summary>
    public int FreshMinutes { get; set; } = 5;

    /// <summary>How long somebody may take from the password to the second factor.</summary>
    public int HalfMinutes { get; set; } = 15;

    public bool IsOver(DateTime createdAt, DateTime lastSeenAt, bool isWhole, DateTime now) =>
        now >= lastSeenAt.AddMinutes(IdleMinutes) || now >= createdAt.AddHours(LongestHours) || (!isWhole && now >= createdAt.AddMinutes(HalfMinutes));
}
