namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>One letter, ready to be printed.</summary>
/// <param name="InvitationId">Whose.</param>
/// <param name="Name">To whom.</param>
/// <param name="Address">Lines of the postal address.</param>
/// <param name="Language">In which it is written.</param>
/// <param name="Link">Their personal link, for the QR code.</param>
/// <param name="Code">Their code, as it is printed.</param>
/// <param name="ClosesAt">When the round closes for them, UTC.</param>
public sealed record PostLetter(int InvitationId, string Name, IReadOnlyList<string> Address, string Language, string Link, string Code, DateTime ClosesAt);
