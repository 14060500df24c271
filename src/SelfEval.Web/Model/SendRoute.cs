namespace SelfEval.Web.Model;

/// <summary>The way by which a message reaches a person.</summary>
public enum SendRoute
{
    Email = 1,
    Sms = 2,

    /// <summary>Printed here, or by a mail merge, and put into an envelope by people.</summary>
    Post = 3,
}
