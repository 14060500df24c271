using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>
/// The clear beginning of a backup: what is needed to make the key from the passphrase. Each file has a salt and therefore a key of its own. It is bound to
/// every chunk that follows, so that none of it can be changed.
/// </summary>
internal sealed class BackupHead
{
    public const int Iterations = 600_000;
    public const int ChunkBytes = 1 << 20;
    private const int Format = 1, SaltBytes = 32, CheckBytes = 16, KeyBytes = 32, SumBytes = 32;
    private const int Length = 16 + 4 + 4 + 4 + SaltBytes + CheckBytes + SumBytes;
    private static ReadOnlySpan<byte> Magic => "SelfEval backup\n"u8;

    private BackupHead(byte[] bytes, byte[] key)
    {
        (Bytes, Key) = (bytes, key);
        Chunk = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(24));
    }

    public byte[] Bytes { get; }

    public byte[] Key { get; }

    public int Chunk { get; }

    public static BackupHead Make(string passphrase, int chunk = ChunkBytes, int iterations = Iterations)
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), Format);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), iterations);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), chunk);
        RandomNumberGenerator.Fill(bytes.AsSpan(28, SaltBytes));
        var (key, check) = Derive(passphrase, bytes.AsSpan(28, SaltBytes), iterations);
        check.CopyTo(bytes.AsSpan(28 + SaltBytes));
        SHA256.HashData(bytes.AsSpan(0, Length - SumBytes), bytes.AsSpan(Length - SumBytes));
        return new BackupHead(bytes, key);
    }

    public static BackupHead Read(Stream file, string passphrase)
    {
        var bytes = new byte[Length];
        var read = file.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        if (read < Magic.Length || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new BackupException("This is no backup of SelfEval, or its beginning is damaged. Take another file.");
        if (read < Length) throw new BackupException("The backup is cut short: only its first bytes are there. Take another file.");
        if (!SHA256.HashData(bytes.AsSpan(0, Length - SumBytes)).AsSpan().SequenceEqual(bytes.AsSpan(Length - SumBytes))) throw new BackupException("The beginning of the backup is damaged. Take another file.");
        var format = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
        if (format != Format) throw new BackupException($"The backup has format {format}, which this version of SelfEval does not know. Use the version that made it, or a newer one.");
        var (iterations, chunk) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(24)));
        if (iterations is < 1_000 or > 20_000_000 || chunk is < 16 or > 64 << 20) throw new BackupException("The beginning of the backup makes no sense. Take another file.");
        var (key, check) = Derive(passphrase, bytes.AsSpan(28, SaltBytes), iterations);
        if (!CryptographicOperations.FixedTimeEquals(check, bytes.AsSpan(28 + SaltBytes, CheckBytes))) throw new BackupException("The passphrase is not the one with which this backup was made.");
        return new BackupHead(bytes, key);
    }

    private static (byte[] Key, byte[] Check) Derive(string passphrase, ReadOnlySpan<byte> salt, int iterations)
    {
        var made = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA512, KeyBytes + CheckBytes);
        return (made[..KeyBytes], made[KeyBytes..]);
    }
}
