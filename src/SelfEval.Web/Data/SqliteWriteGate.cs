using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data.Care;

namespace SelfEval.Web.Data;

/// <summary>
/// One writer, first in, first out. Work that waits while a commit is on its way to the disk is committed together
/// with the next one (group commit), each piece inside its own savepoint. SQLite's own lock retry starves writers
/// and its async calls block a thread, so the writer has a thread and a connection of its own.
/// </summary>
public sealed class SqliteWriteGate : WriteGate, IDisposable
{
    private const int MostTogether = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly ConcurrentDictionary<(string, int), byte> _claims = new();
    private readonly string _readConnectionString;
    private readonly string _writeConnectionString;
    private readonly Thread _writer;
    private SqliteConnection? _connection;

    private readonly StorageState _storage;

    public SqliteWriteGate(SqliteFile file, StorageState storage)
    {
        _storage = storage;
        _readConnectionString = file.ReadConnectionString;
        _writeConnectionString = file.WriteConnectionString;
        _writer = new Thread(Write) { IsBackground = true, Name = "SQLite writer" };
        _writer.Start();
    }

    public override async Task<T> RunAsync<T>(AppDb db, Func<Task<T>> work, CancellationToken cancellationToken = default)
    {
        if (_storage.Closed is { } why) throw new StorageException(StorageFault.Unavailable, why);
        var waiting = new Waiting<T>(db, work);
        if (!_queue.Writer.TryWrite(waiting)) throw new WriteGateBusyException();
        try
        {
            await waiting.Begun.WaitAsync(LongestWait, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The wait is for the gate to open; work that has begun is always waited for, so that no answer is in doubt.
            if (waiting.TryAbandon())
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new WriteGateBusyException();
            }
        }

        return await waiting.Completion;
    }

    /// <summary>There is one writer: nobody else is at work.</summary>
    public override Task HoldAsync(AppDb db, string what, int id) => Task.CompletedTask;

    /// <summary>There is one process; it remembers what it is at.</summary>
    public override Task<IAsyncDisposable?> TryClaimAsync(string what, int id, CancellationToken cancellationToken = default) =>
        Task.FromResult<IAsyncDisposable?>(_claims.TryAdd((what, id), 0) ? new Claim(_claims, (what, id)) : null);

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _writer.Join();
        _connection?.Dispose();
    }

    private void Write()
    {
        var together = new List<Waiting>(MostTogether);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MostTogether && _queue.Reader.TryRead(out var waiting))
                if (waiting.TryBegin()) together.Add(waiting);
            if (together.Count > 0) CommitTogether(together);
        }
    }

    private void CommitTogether(List<Waiting> together)
    {
        try
        {
            if (_storage.Closed is { } why) throw new StorageException(StorageFault.Unavailable, why);
            _connection ??= SqliteFile.OpenForWriting(_writeConnectionString);
            using var transaction = _connection.BeginTransaction(deferred: false);
            foreach (var waiting in together) waiting.Run(_connection, transaction, _readConnectionString);
            transaction.Commit();
        }
        catch (Exception e)
        {
            // A failed commit or a lost connection fails all of them: nobody is told "saved" about what is not.
            if (StorageTrouble.IsFailedSync(e)) _storage.Fail($"the disk failed to keep what was written: {e.Message}");
            foreach (var waiting in together) waiting.Fail(e);
            _connection?.Dispose();
            _connection = null;
            return;
        }

        foreach (var waiting in together) waiting.Finish();
    }

    private sealed class Claim(ConcurrentDictionary<(string, int), byte> claims, (string, int) mine) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            claims.TryRemove(mine, out _);
            return ValueTask.CompletedTask;
        }
    }

    private abstract class Waiting(AppDb db)
    {
        private const int IsWaiting = 0, HasBegun = 1, IsAbandoned = 2;
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? _caller = ExecutionContext.Capture();
        private int _state = IsWaiting;

        public Task Begun => _begun.Task;

        protected Exception? Failure { get; set; }

        public bool TryAbandon() => Interlocked.CompareExchange(ref _state, IsAbandoned, IsWaiting) == IsWaiting;

        public bool TryBegin()
        {
            if (Interlocked.CompareExchange(ref _state, HasBegun, IsWaiting) != IsWaiting) return false;
            _begun.SetResult();
            return true;
        }

        public void Run(SqliteConnection connection, SqliteTransaction transaction, string readConnectionString)
        {
            transaction.Save("work");
            try
            {
                Enter(db);
                db.Database.SetDbConnection(connection);
                db.Database.UseTransaction(transaction);
                if (_caller is null) WorkAndClose();
                else ExecutionContext.Run(_caller, static self => ((Waiting)self!).WorkAndClose(), this);
            }
            catch (Exception e)
            {
                Failure = e;
            }
            finally
            {
                db.Database.UseTransaction(null);
                db.Database.SetDbConnection(null);
                db.Database.SetConnectionString(readConnectionString);
                Leave(db);
            }

            if (Failure is not null) transaction.Rollback("work");
            transaction.Release("work");
        }

        public abstract void Finish();

        public abstract void Fail(Exception e);

        protected abstract void Work();

        private void WorkAndClose()
        {
            Work();
            db.Acts.CloseAsync(db, writersAreMany: false).GetAwaiter().GetResult();
        }
    }

    private sealed class Waiting<T>(AppDb db, Func<Task<T>> work) : Waiting(db)
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;

        public Task<T> Completion => _completion.Task;

        public override void Finish()
        {
            if (Failure is null) _completion.SetResult(_value!);
            else _completion.SetException(Failure);
        }

        public override void Fail(Exception e) => _completion.TrySetException(Failure ?? e);

        protected override void Work() => _value = work().GetAwaiter().GetResult();
    }
}
