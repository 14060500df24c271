using Microsoft.AspNetCore.Identity;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Hashing a password takes about a sixth of a second of a processor on purpose. One at a time and a short queue, so
/// that a flood of sign-ins cannot take the processors away from people who are answering.
/// </summary>
public sealed class PasswordDesk(IPasswordHasher<Account> hasher) : IDisposable
{
    private const int LongestQueue = 16;
    private static readonly Account Nobody = new() { Name = "", CreatedAt = default };

    private readonly SemaphoreSlim _desk = new(1);
    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, Secrets.NewLink()));
    private int _queue;

    public Task<string> HashAsync(string password) => InTurnAsync(() => hasher.HashPassword(Nobody, password));

    /// <summary>Takes the same time whether or not the account exists.</summary>
    public Task<PasswordVerificationResult> VerifyAsync(string? hash, string password) => InTurnAsync(() =>
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? _nobodysHash.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    });

    public void Dispose() => _desk.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _queue) > LongestQueue)
        {
            Interlocked.Decrement(ref _queue);
            throw AccountsProblems.TooManyAtOnce();
        }

        try
        {
            await _desk.WaitAsync();
            try
            {
                return await Task.Run(work);
            }
            finally
            {
                _desk.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _queue);
        }
    }
}
