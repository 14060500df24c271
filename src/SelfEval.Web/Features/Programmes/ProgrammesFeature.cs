namespace SelfEval.Web.Features.Programmes;

/// <summary>Programmes, their teams, where the teams work and what they try; and the home page, which leads everybody to theirs.</summary>
public static class ProgrammesFeature
{
    public static void AddProgrammes(this IServiceCollection services)
    {
        services.AddScoped<CreateProgramme>();
        services.AddScoped<EditProgramme>();
        services.AddScoped<CreateTeam>();
        services.AddScoped<EditTeam>();
        services.AddScoped<AddSite>();
        services.AddScoped<RenameSite>();
        services.AddScoped<TeamsAtWork>();
        services.AddScoped<RecordTestOfChange>();
        services.AddScoped<ChangeTestOfChange>();
    }
}
