using SelfEval.Web.Features.Privacy.Archive;
using SelfEval.Web.Features.Privacy.Keeping;
using SelfEval.Web.Features.Privacy.Notices;
using SelfEval.Web.Features.Privacy.People;
using SelfEval.Web.Features.Privacy.TwoPeople;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Privacy;

/// <summary>What people are told about their data, how long it is kept, what they can ask for, and what takes two of the staff.</summary>
public static class PrivacyFeature
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<ChangeKeepTimes>();
        services.AddScoped<TickStep, KeepDue>();
        services.AddScoped<KeepStep, EraseContacts>();
        services.AddScoped<KeepStep, EraseTokens>();
        services.AddScoped<KeepStep, EraseAnswers>();
        services.AddScoped<SaveNotice>();
        services.AddScoped<FindPerson>();
        services.AddScoped<SendPersonalFile>();
        services.AddScoped<FetchPersonalFile>();
        services.AddScoped<PersonalData>();
        services.AddScoped<ErasePerson>();
        services.AddScoped<WhoMayConfirm>();
        services.AddScoped<TellOfRequest>();
        services.AddScoped<AskForTwo>();
        services.AddScoped<DecideForTwo>();
        services.AddScoped<TickStep, EraseProgramme>();
        services.AddScoped<RevealNames>();
        services.AddScoped<ArchiveProgramme>();
        services.AddScoped<ExportArchive>();
    }
}
