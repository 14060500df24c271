using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>
/// Who is asking, read from the database at each request, so that a role taken away or an account switched off acts
/// at once. Filled by <see cref="CurrentAccountReader"/>; jobs and participants have none.
/// </summary>
public sealed class CurrentAccount
{
    public int? Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public bool IsAdministrator { get; private set; }

    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    public bool IsKnown => Id is not null;

    public int RequiredId => Id ?? throw new InvalidOperationException("Nobody is signed in here.");

    public bool IsEvaluator => Memberships.Any(m => m.Role == Role.Evaluator);

    public bool IsLead => Memberships.Any(m => m.Role == Role.TeamLead);

    public void Become(Account account, IReadOnlyList<Membership> memberships)
    {
        Id = account.Id;
        Name = account.Name;
        Email = account.Email ?? "";
        IsAdministrator = account.IsAdministrator;
        Memberships = memberships;
    }
}
