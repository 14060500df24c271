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
        services.AddScoped<InviteColleague>();
        services.AddScoped<JoinByInvite>();
        services.AddScoped<SwitchAccount>();
        services.AddScoped<RemoveRole>();
        services.AddScoped<ChangeOwnAccount>();
        services.AddScoped<MakeApiKey>();
        services.AddScoped<RevokeApiKey>();
    }
}
