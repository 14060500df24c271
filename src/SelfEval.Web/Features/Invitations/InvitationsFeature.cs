using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The people of a round and the ways they are reached: personal links by mail, an open link by QR code and poster.</summary>
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
        services.AddScoped<RemovePerson>();
        services.AddScoped<StopWriting>();
    }
}
