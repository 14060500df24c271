using SelfEval.Web.Features.Comments.Coding;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Features.Comments.Screening;
using SelfEval.Web.Features.Comments.Taking;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Comments;

/// <summary>What people wrote in their own words: taken with the editions, read masked, cleared by people, coded and counted.</summary>
public static class CommentsFeature
{
    public static void AddComments(this IServiceCollection services)
    {
        services.AddScoped<TickStep, TakeComments>();
        services.AddScoped<ReadComments>();
        services.AddScoped<ScreenComment>();
        services.AddSingleton<ShippedCodebooks>();
        services.AddScoped<BeginCodebook>();
        services.AddScoped<ChangeCodebook>();
        services.AddScoped<CodeComment>();
        services.AddScoped<ReadCodings>();
    }
}
