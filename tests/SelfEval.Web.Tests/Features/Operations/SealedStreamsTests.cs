using System.Security.Cryptography;
using SelfEval.Web.Features.Operations.Backups;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

/// <summary>What a backup's encryption finds: everything.</summary>
public sealed class SealedStreamsTests
{
    private const int Chunk = 32, Tag = 16;
    private const string Words = "four words at random";

    [Theory]
    [InlineData(0), InlineData(1), InlineData(31), InlineData(32), InlineData(33), InlineData(64), InlineData(100), InlineData(1000)]
    public void What_goes_in_comes_out(int length)
    {
        var text = RandomNumberGenerator.GetBytes(length);
        Assert.Equal(text, Open(Seal(text)));
    }

    [Fact]
    public void It_is_not_there_in_clear_and_never_the_same_twice()
    {
        var text = new byte[500];
        var (one, other) = (Seal(text), Seal(text));
        Assert.NotEqual(one, other);
        Assert.Equal(-1, one.AsSpan().IndexOf(new byte[16]));
    }

    [Fact]
    public void Every_bit_that_changes_is_found()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(100));
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= (byte)(1 << (at % 8));
            Assert.Throws<BackupException>(() => Open(changed));
        }
    }

    [Fact]
    public void Every_end_that_comes_too_early_is_found()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(4 * Chunk));
        for (var length = 0; length < file.Length; length++) Assert.Throws<BackupException>(() => Open(file[..length]));
    }

    [Fact]
    public void Chunks_that_are_moved_left_out_or_added_are_found()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(5 * Chunk));
        var head = file.Length - (5 * (Chunk + Tag));
        byte[] Part(int number) => file[(head + (number * (Chunk + Tag)))..(head + ((number + 1) * (Chunk + Tag)))];
        byte[] Of(params int[] numbers) => [.. file[..head], .. numbers.SelectMany(Part)];
        Assert.Equal(5 * Chunk, Open(Of(0, 1, 2, 3, 4)).Length);
        foreach (var numbers in new int[][] { [1, 0, 2, 3, 4], [0, 2, 3, 4], [0, 1, 2, 3], [0, 1, 1, 2, 3, 4], [0, 1, 2, 3, 4, 4], [4], [] })
            Assert.Throws<BackupException>(() => Open(Of(numbers)));
    }

    [Fact]
    public void Chunks_of_another_backup_do_not_fit()
    {
        var (one, other) = (Seal(new byte[3 * Chunk]), Seal(new byte[3 * Chunk]));
        var head = one.Length - (3 * (Chunk + Tag));
        Assert.Throws<BackupException>(() => Open([.. one[..head], .. other[head..]]));
    }

    [Fact]
    public void Another_passphrase_is_told_from_damage()
    {
        var file = Seal(new byte[10]);
        Assert.Contains("passphrase is not the one", Assert.Throws<BackupException>(() => Open(file, "four other words")).Message, StringComparison.Ordinal);
        var changed = file.ToArray();
        changed[30] ^= 1;
        Assert.Contains("damaged", Assert.Throws<BackupException>(() => Open(changed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_costs_what_it_should() => Assert.True(BackupHead.Iterations >= 600_000);

    private static byte[] Seal(byte[] text)
    {
        var head = BackupHead.Make(Words, Chunk, iterations: 1000);
        using var file = new MemoryStream();
        file.Write(head.Bytes);
        using var sealing = new SealingStream(file, head);
        foreach (var some in text.Chunk(7)) sealing.Write(some);
        sealing.Finish();
        return file.ToArray();
    }

    private static byte[] Open(byte[] file, string words = Words)
    {
        using var stream = new MemoryStream(file);
        using var opening = new OpeningStream(stream, BackupHead.Read(stream, words));
        using var text = new MemoryStream();
        opening.CopyTo(text);
        return text.ToArray();
    }
}
