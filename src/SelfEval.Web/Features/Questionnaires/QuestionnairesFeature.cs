namespace SelfEval.Web.Features.Questionnaires;

public static class QuestionnairesFeature
{
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services) => services
        .AddScoped<CreateQuestionnaire>()
        .AddScoped<ReviseQuestionnaire>()
        .AddScoped<PublishQuestionnaire>();
}
