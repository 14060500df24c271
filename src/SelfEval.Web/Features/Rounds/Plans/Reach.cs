using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>By which way a person is written to: by mail where there is an address that works, else by text message, else by post.</summary>
public static class Reach
{
    public static SendRoute RouteOf(Contact? contact) =>
        contact is { Email: not null, EmailBouncedAt: null } ? SendRoute.Email
        : contact is { Phone: not null, PhoneBouncedAt: null } ? SendRoute.Sms
        : SendRoute.Post;

    /// <summary>The address or number by that way; null where there is none that works.</summary>
    public static string? AddressOf(Contact? contact, SendRoute route) => route switch
    {
        SendRoute.Email => contact?.EmailBouncedAt is null ? contact?.Email : null,
        SendRoute.Sms => contact?.PhoneBouncedAt is null ? contact?.Phone : null,
        _ => null,
    };

    public static IEnumerable<string> AddressesOf(Contact? contact) => new[] { contact?.Email, contact?.Phone }.OfType<string>();
}
