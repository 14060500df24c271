using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>A device that keeps one passkey (ES256, no attestation), and can be told to answer wrongly. Written from the WebAuthn specification.</summary>
internal sealed class SoftAuthenticator : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HasKey = 0x40;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private uint _counter;

    public byte[] CredentialId { get; } = RandomNumberGenerator.GetBytes(32);

    public string Origin { get; set; } = "https://localhost";

    public string Domain { get; set; } = "localhost";

    public bool Verifies { get; set; } = true;

    /// <summary>Which account it says that it is.</summary>
    public string? UserHandle { get; set; }

    public string Create(string optionsJson)
    {
        var options = JsonSerializer.Deserialize<JsonElement>(optionsJson);
        UserHandle = options.GetProperty("user").GetProperty("id").GetString();
        var point = _key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(HasKey), .. new byte[16], 0, (byte)CredentialId.Length, .. CredentialId, .. cose];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Json(new
        {
            clientDataJSON = Text(Client("webauthn.create", options)),
            attestationObject = Text(attestation),
            transports = new[] { "internal" },
        });
    }

    public string Get(string optionsJson)
    {
        var client = Client("webauthn.get", JsonSerializer.Deserialize<JsonElement>(optionsJson));
        var data = Head(0);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Json(new
        {
            clientDataJSON = Text(client),
            authenticatorData = Text(data),
            signature = Text(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Head(byte more)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, ++_counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(Present | (Verifies ? Verified : 0) | more), .. counter];
    }

    private byte[] Client(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = options.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = false,
    });

    private string Json(object response) => JsonSerializer.Serialize(new
    {
        id = Text(CredentialId),
        rawId = Text(CredentialId),
        type = "public-key",
        clientExtensionResults = new { },
        authenticatorAttachment = "platform",
        response,
    });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
