namespace SelfEval.Web.Features.Invitations;

/// <summary>Somebody to be asked, as a list names them. The address is trimmed and in lower case: the same address is the same person.</summary>
public sealed record NewPerson(string Email, string? Name = null, string? Language = null, int? SiteId = null);

/// <summary>What is wrong in a list of people, where, in the words of the person who made it.</summary>
public sealed record LineProblem(int Line, string? Column, string Reason);
