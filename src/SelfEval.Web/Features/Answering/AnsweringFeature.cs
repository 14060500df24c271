using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Answering;

public static class AnsweringFeature
{
    public static void AddAnswering(this IServiceCollection services)
    {
        services.AddSingleton<ParticipantForms>();
        services.AddScoped<ResolveLink>();
        services.AddScoped<ShownNotice>();
        services.AddScoped<StartResponse>();
        services.AddScoped<OpenResponse>();
        services.AddScoped<SaveAnswers>();
        services.AddScoped<SubmitResponse>();
        services.AddScoped<ResumeResponse>();
        services.AddScoped<DeclineInvitation>();
        services.AddScoped<WithdrawResponse>();
        services.AddScoped<ImportResponses>();
        services.AddScoped<ScoreAnswers>();
        services.AddSingleton<MixedDays>();
        services.AddScoped<TickStep, MixAnswers>();
    }
}
