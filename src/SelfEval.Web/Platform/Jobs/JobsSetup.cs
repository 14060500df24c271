namespace SelfEval.Web.Platform.Jobs;

public static class JobsSetup
{
    public static void AddJobs(this IServiceCollection services) => services.AddSingleton<Tick>();
}
