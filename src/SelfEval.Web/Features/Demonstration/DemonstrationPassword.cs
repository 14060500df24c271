using System.Security.Cryptography;

namespace SelfEval.Web.Features.Demonstration;

internal static class DemonstrationPassword
{
    // Without letters and digits that look alike, because these are read off a screen.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>About 79 bits, in groups.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 16).Chunk(4).Select(group => new string(group)));
}
