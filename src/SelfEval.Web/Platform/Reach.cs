using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>By which way somebody is written to, and whether that is known to fail: the one rule for lists of people, plans, rehearsals and the sending.</summary>
public static class Reach
{
    /// <summary>As it is wanted, or by the first of email, text message and post that is there and not known to fail.</summary>
    public static SendRoute RouteOf(Contact? contact, SendRoute? wanted = null)
    {
        if (wanted is { } route) return route;
        if (contact is { Email: not null, EmailBouncedAt: null }) return SendRoute.Email;
        if (contact is { Phone: { } phone, PhoneBouncedAt: null } && PhoneNumber.TakesTexts(phone)) return SendRoute.Sms;
        if (contact?.Postal is not null) return SendRoute.Post;
        return contact is { Email: null } ? SendRoute.Sms : SendRoute.Email;
    }

    /// <summary>What is known to fail about a way of writing to somebody.</summary>
    public static DateTime? BouncedAt(Contact? contact, SendRoute route) =>
        route switch { SendRoute.Email => contact?.EmailBouncedAt, SendRoute.Sms => contact?.PhoneBouncedAt, _ => null };

    /// <summary>The address or number by that way; null where there is none. A landline takes no text messages.</summary>
    public static string? AddressOf(SendRoute route, string? email, string? phone) => route switch
    {
        SendRoute.Email => email,
        SendRoute.Sms => phone is not null && PhoneNumber.TakesTexts(phone) ? phone : null,
        _ => null,
    };
}
