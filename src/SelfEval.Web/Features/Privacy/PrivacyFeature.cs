using SelfEval.Web.Features.Privacy.Keeping;
using SelfEval.Web.Features.Privacy.Notices;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Privacy;

/// <summary>What people are told about their data, how long it is kept, what they can ask for, and what takes two of the staff.</summary>
public static class PrivacyFeature
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<ChangeKeepTimes>();
        services.AddScoped<TickStep, EraseContacts>();
        services.AddScoped<TickStep, EraseTokens>();
        services.AddScoped<TickStep, EraseAnswers>();
        services.AddScoped<SaveNotice>();
    }
}
