using SelfEval.Web.Features.Invitations.Bounces;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Features.Invitations.Messages.Texts;
using SelfEval.Web.Features.Invitations.People;
using SelfEval.Web.Features.Invitations.Post;
using SelfEval.Web.Features.Invitations.Stopping;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The people of a round and the ways they are reached: personal links by mail, text message and post, an open link by QR code and poster.</summary>
public static class InvitationsFeature
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddScoped<InvitePeople>();
        services.AddScoped<RoundTexts>();
        services.AddScoped<SaveMessageText>();
        services.AddScoped<SendAgain>();
        services.AddScoped<ParticipantWords>();
        services.AddScoped<LetterWords>(s => s.GetRequiredService<ParticipantWords>());
        services.AddScoped<TickStep, WriteDueLetters>();
        services.AddScoped<AddPlanPeople>();
        services.AddScoped<RemovePerson>();
        services.AddScoped<LeavePlan>();
        services.AddScoped<FollowAddress>();
        services.AddScoped<CorrectDetails>();
        services.AddScoped<MarkBounced>();
        services.AddScoped<StopPerson>();
        services.AddScoped<StopWriting>();
        services.AddScoped<StopByLink>();
        services.AddScoped<ListAddress>();
        AddLists(services);
        AddPost(services);
    }

    private static void AddPost(IServiceCollection services)
    {
        services.AddScoped<PreparePostLetters>();
        services.AddScoped<ReadPostLetters>();
        services.AddScoped<MarkPosted>();
        services.AddScoped<OpenCode>();
        services.AddScoped<CodeTries>();
    }

    private static void AddLists(IServiceCollection services)
    {
        services.AddScoped<CheckList>();
        services.AddScoped<AcceptList>();
        services.AddScoped<BeginList>();
        services.AddScoped<TakePeople>();
        services.AddScoped<WorkThroughList>();
        services.AddScoped<TickStep, WorkThroughLists>();
        services.AddSingleton<ListsSoon>();
        services.AddHostedService(s => s.GetRequiredService<ListsSoon>());
    }
}
