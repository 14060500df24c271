using Microsoft.AspNetCore.Identity;

namespace SelfEval.Web.Model;

/// <summary>Somebody who signs in. What they may do is said by their <see cref="Membership"/> rows.</summary>
public sealed class Account : IdentityUser<int>
{
    public required string Name { get; set; }

    public required DateTime CreatedAt { get; init; }

    public bool IsAdministrator { get; set; }

    public DateTime? DisabledAt { get; set; }
}
