using System.Text.Json;
using SelfEval.Web.Data.Copies;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>The first thing inside a backup: what it is and what else is in it.</summary>
/// <param name="Format">Of what lies inside.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="Provider">sqlite or postgres.</param>
/// <param name="Schema">The newest migration.</param>
/// <param name="MadeAt">UTC; when the database was copied.</param>
/// <param name="Tables">Rows of every table.</param>
/// <param name="Parts">The files that follow, in this order.</param>
public sealed record BackupManifest(int Format, string Version, string Provider, string Schema, DateTime MadeAt, SortedDictionary<string, long> Tables, IReadOnlyList<BackupPart> Parts)
{
    public const int Newest = 1;
    public const string FileName = "manifest.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public CopyFacts Facts => new(Schema, Tables);

    public long Rows => Tables.Values.Sum();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static BackupManifest Read(Stream text)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(text, Json) ?? throw new BackupException("The list of what is in the backup is empty.");
        }
        catch (JsonException e)
        {
            throw new BackupException("The list of what is in the backup cannot be read.", e);
        }
    }
}

/// <param name="Name">Path inside the backup.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256);
