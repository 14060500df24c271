using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>Ways of writing to somebody, as pages name them.</summary>
public static class RouteWords
{
    public static string Of(SendRoute route) => route switch { SendRoute.Email => "email", SendRoute.Sms => "text message", _ => "post" };
}

/// <summary>Why nobody writes to an address.</summary>
public static class ReasonWords
{
    public static string Of(DoNotContactReason reason) => reason switch
    {
        DoNotContactReason.AskedNotTo => "Asked not to be written to",
        DoNotContactReason.Deceased => "Has died",
        _ => "Reaches the wrong person",
    };
}
