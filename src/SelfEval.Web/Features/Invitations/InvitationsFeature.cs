namespace SelfEval.Web.Features.Invitations;

/// <summary>The people of a round and the ways they are reached: personal links by mail, an open link by QR code and poster.</summary>
public static class InvitationsFeature
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddScoped<InvitePeople>();
        services.AddScoped<InvitationLetter>();
        services.AddScoped<RemovePerson>();
        services.AddScoped<StopWriting>();
    }
}
