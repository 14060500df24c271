using System.Buffers.Binary;

namespace SelfEval.Faults.Tests;

/// <summary>What the disk does with what was written since it was last made durable.</summary>
public enum CutKind
{
    /// <summary>All of it is gone.</summary>
    Lost,

    /// <summary>Some of it is there, in no order.</summary>
    Some,

    /// <summary>Some, and one write is there by half.</summary>
    Torn,
}

/// <summary>Builds the files as a disk would hold them after a power cut at any moment of a run.</summary>
internal sealed class PowerCut
{
    private readonly byte[] _log;
    private readonly byte[] _database;

    private PowerCut(byte[] log, byte[] database) => (_log, _database) = (log, database);

    /// <param name="log">What the shim wrote down.</param>
    /// <param name="database">The file as it was before the run, when there was no -wal file.</param>
    public static PowerCut Read(string log, string database) => new(File.ReadAllBytes(log), File.ReadAllBytes(database));

    public long Length => _log.Length;

    /// <summary>Lays down the files as of a moment, given by how long the log was then.</summary>
    public void Build(string folder, long moment, CutKind kind, Random random)
    {
        var files = new[] { new Disk(_database), new Disk(null) };
        foreach (var (what, which, at, bytes) in Records(moment)) files[which - 1].Take(what, at, bytes);
        File.WriteAllBytes(Path.Combine(folder, "selfeval.db"), files[0].After(kind, random) ?? []);
        if (files[1].After(kind, random) is { } wal) File.WriteAllBytes(Path.Combine(folder, "selfeval.db-wal"), wal);
    }

    private IEnumerable<(int What, int Which, long At, ReadOnlyMemory<byte> Bytes)> Records(long moment)
    {
        const int Head = 24;
        for (var position = 0; position + Head <= moment;)
        {
            var head = _log.AsMemory(position, Head).Span;
            var (what, which) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[4..]));
            var (at, length) = (BinaryPrimitives.ReadInt64LittleEndian(head[8..]), (int)BinaryPrimitives.ReadInt64LittleEndian(head[16..]));
            position += Head;
            if (position + length > _log.Length) yield break;
            yield return (what, which, at, _log.AsMemory(position, length));
            position += length;
        }
    }

    /// <summary>One file: what is durable, and what is on its way.</summary>
    private sealed class Disk(byte[]? content)
    {
        private const int Sector = 512;
        private readonly List<(long At, ReadOnlyMemory<byte>? Bytes)> _pending = [];
        private byte[]? _durable = content?.ToArray();
        private int _length = content?.Length ?? 0;

        public void Take(int what, long at, ReadOnlyMemory<byte> bytes)
        {
            switch (what)
            {
                case 1: _pending.Add((at, bytes)); break;
                case 2: _pending.Add((at, null)); break;
                case 3:
                    foreach (var change in _pending) Apply(change);
                    _pending.Clear();
                    // A file that was made and synced is in its folder.
                    _durable ??= [];
                    break;
                case 4:
                    _pending.Clear();
                    (_durable, _length) = (null, 0);
                    break;
                default: throw new InvalidOperationException($"The log holds a record {what}.");
            }
        }

        public byte[]? After(CutKind kind, Random random)
        {
            if (kind != CutKind.Lost)
            {
                var kept = _pending.Where(_ => random.Next(2) == 0).ToList();
                if (kind == CutKind.Torn && kept.Count > 0 && kept[^1] is { Bytes: { Length: > Sector } last } torn)
                    kept[^1] = (torn.At, last[..(Sector * random.Next(1, last.Length / Sector + 1))]);
                foreach (var change in kept) Apply(change);
            }

            return _durable?[.._length];
        }

        private void Apply((long At, ReadOnlyMemory<byte>? Bytes) change)
        {
            _durable ??= [];
            if (change.Bytes is not { } bytes)
            {
                Room((int)change.At);
                if (change.At < _length) _durable.AsSpan((int)change.At, _length - (int)change.At).Clear();
                _length = (int)change.At;
                return;
            }

            var end = (int)change.At + bytes.Length;
            Room(end);
            bytes.Span.CopyTo(_durable.AsSpan((int)change.At));
            _length = Math.Max(_length, end);
        }

        private void Room(int length)
        {
            if (_durable!.Length < length) Array.Resize(ref _durable, Math.Max(length, _durable.Length * 2));
        }
    }
}
