namespace SelfEval.Web.Platform.SignIn;

/// <summary>Section SelfEval:OpenId. Without an authority there is no such way to sign in.</summary>
public sealed class OpenIdOptions
{
    /// <summary>The organisation's address, https; its discovery document lies beneath it.</summary>
    public string? Authority { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the button calls it.</summary>
    public string Name { get; set; } = "your organisation";

    /// <summary>The claim that says what somebody is there, such as roles or groups.</summary>
    public string RoleClaim { get; set; } = "roles";

    public string[] Scopes { get; set; } = ["email", "profile"];

    /// <summary>A value of amr in the organisation's token that proves a second factor. Without it people choose one here.</summary>
    public string SecondFactorAmr { get; set; } = "mfa";

    public OpenIdRole[] Roles { get; set; } = [];

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);
}

/// <summary>What a value of the role claim gives.</summary>
public sealed class OpenIdRole
{
    public string Value { get; set; } = "";

    public Model.Role Role { get; set; }

    /// <summary>The programme's number, for evaluators.</summary>
    public int? Programme { get; set; }

    /// <summary>The team's number, for leads and members.</summary>
    public int? Team { get; set; }
}
