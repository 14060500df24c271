namespace SelfEval.Browser.Tests;

/// <summary>Started with --demo, as a newcomer starts it.</summary>
public sealed class DemonstrationSite() : Site("--demo")
{
    public IReadOnlyList<string> Surveys => [.. Printed("demo survey: ").Select(l => l.Split(' ')[2])];

    /// <summary>Email and password of the first account with the role.</summary>
    public (string Email, string Password) Account(string role)
    {
        var words = Printed($"demo account: {role} ").First().Split(' ');
        return (words[3], words[4]);
    }
}

/// <summary>Started for good: nobody has an account yet, and everybody needs a second factor.</summary>
public sealed class EmptySite() : Site()
{
    public string SetUpLink => new Uri(Printed("set-up link: ").Single()["set-up link: ".Length..]).PathAndQuery;

    /// <summary>The way back for somebody who lost everything, as whoever runs the server opens it.</summary>
    public async Task<string> RecoverAsync(string email) => new Uri(await CommandAsync("account", "recover", email)).PathAndQuery;
}
