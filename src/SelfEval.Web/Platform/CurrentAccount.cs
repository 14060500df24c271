using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// Who is asking, read from the database at each request, so that a role taken away or an account switched off acts
/// at once. Filled by the scheme that authenticates; jobs and participants have none.
/// </summary>
public sealed class CurrentAccount
{
    public int? Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public bool IsAdministrator { get; private set; }

    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    /// <summary>The session of the browser, whole or half; none for API keys.</summary>
    public int? SessionId { get; private set; }

    /// <summary>Whether the person proved within the last minutes that it is they.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Somebody after the password and before the second factor. To every other page they are nobody.</summary>
    public HalfSignedIn? Half { get; private set; }

    /// <summary>The API key by which a program asks.</summary>
    public int? KeyId { get; private set; }

    /// <summary>An API key of one team: what its account holds elsewhere, also by the programme, does not count.</summary>
    public int? OnlyTeamId { get; private set; }

    public bool IsKnown => Id is not null;

    public int RequiredId => Id ?? throw new InvalidOperationException("Nobody is signed in here.");

    public bool IsEvaluator => Memberships.Any(m => m.Role == Role.Evaluator);

    public bool IsLead => Memberships.Any(m => m.Role == Role.TeamLead);

    public void Become(Account account, IReadOnlyList<Membership> memberships, int? sessionId = null, bool isFresh = false)
    {
        Id = account.Id;
        Name = account.Name;
        Email = account.Email ?? "";
        IsAdministrator = account.IsAdministrator;
        Memberships = memberships;
        SessionId = sessionId;
        IsFresh = isFresh;
    }

    /// <summary>A program with a key: no more than the account may do now, and no more than the key was made for.</summary>
    public void BecomeKeyOf(Account account, ApiKey key, IEnumerable<Membership> memberships)
    {
        var isNarrow = key.ProgrammeId is not null;
        Become(account, [.. memberships.Where(m => !isNarrow
            || (m.ProgrammeId == key.ProgrammeId && (key.TeamId is null || m.TeamId is null || m.TeamId == key.TeamId)))]);
        IsAdministrator = account.IsAdministrator && !isNarrow;
        OnlyTeamId = key.TeamId;
        KeyId = key.Id;
    }

    public void BecomeHalf(Account account, int sessionId, bool hasSecondFactor)
    {
        Half = new(account.Id, account.Name, account.Email ?? "", hasSecondFactor);
        SessionId = sessionId;
    }
}

/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Email">Its address.</param>
/// <param name="HasSecondFactor">Whether it has one to be asked for, or must choose one first.</param>
public sealed record HalfSignedIn(int Id, string Name, string Email, bool HasSecondFactor)
{
    /// <summary>The only page that leads on.</summary>
    public string Page => HasSecondFactor ? "/accounts/sign-in/code" : "/accounts/second-factor";
}
