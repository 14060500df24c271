namespace SelfEval.Web.Features.Accounts;

/// <summary>People with accounts: how the first one is made, how others join, sign in, and what they hold.</summary>
public static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PasswordDesk>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton<ResetLinks>();
        services.AddScoped<FirstRun>();
        services.AddScoped<SetUpAdministrator>();
        services.AddScoped<CheckSignIn>();
        services.AddScoped<RequestPasswordReset>();
        services.AddScoped<ChoosePassword>();
    }
}
