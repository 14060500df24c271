using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Features.Accounts.Keys;
using SelfEval.Web.Features.Accounts.Leaving;
using SelfEval.Web.Features.Accounts.Organisation;
using SelfEval.Web.Features.Accounts.Owner;
using SelfEval.Web.Features.Accounts.Recovery;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

/// <summary>People with accounts: how the first one is made, how others join, sign in, and what they hold.</summary>
public static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services, OpenIdOptions openId)
    {
        services.AddOrganisation(openId);
        services.AddSingleton<PasswordDesk>();
        services.AddScoped<DeviceCookie>();
        services.AddScoped<SignInTries>();
        services.AddScoped<AccountNotices>();
        services.AddScoped<BeginSession>();
        services.AddScoped<CheckSecondFactor>();
        services.AddScoped<SignInByPasskey>();
        services.AddScoped<ConfirmPresence>();
        services.AddScoped<EndSessions>();
        services.AddScoped<CodeApps>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<FirstFactor>();
        services.AddScoped<EnrolCodeApp>();
        services.AddScoped<PasskeyDesk>();
        services.AddScoped<ChangePasskeys>();
        services.AddScoped<RenewRecoveryCodes>();
        services.AddScoped<ChangeEmail>();
        services.AddScoped<ResetFactors>();
        services.AddScoped<RecoverAccount>();
        services.AddScoped<OpenRecovery>();
        services.AddScoped<Holdings>();
        services.AddScoped<EndAccount>();
        services.AddSingleton<ResetLinks>();
        services.AddScoped<FirstRun>();
        services.AddScoped<SetUpAdministrator>();
        services.AddScoped<CheckSignIn>();
        services.AddScoped<RequestPasswordReset>();
        services.AddScoped<ChoosePassword>();
        services.AddScoped<InviteColleague>();
        services.AddScoped<JoinByInvite>();
        services.AddScoped<OpenInvites>();
        services.AddScoped<WithdrawInvite>();
        services.AddScoped<SwitchAccount>();
        services.AddScoped<RemoveRole>();
        services.AddScoped<ChangeOwnAccount>();
        services.AddScoped<MakeApiKey>();
        services.AddScoped<RevokeApiKey>();
    }
}
