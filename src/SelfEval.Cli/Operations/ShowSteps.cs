using SelfEval.Web.Features.Operations.Backups;
using Spectre.Console;

namespace SelfEval.Cli.Operations;

/// <summary>What is going on, on a terminal; elsewhere nothing.</summary>
internal static class ShowSteps
{
    public static async Task<T> WhileAsync<T>(Terminal terminal, Func<IProgress<BackupStep>?, Task<T>> work)
    {
        if (terminal.MessageScreen is not { } screen) return await work(null);
        return await screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Steps(context)));
    }

    /// <summary>A bar for each step. Told from whatever thread is at work.</summary>
    private sealed class Steps(ProgressContext context) : IProgress<BackupStep>
    {
        private readonly Lock _lock = new();
        private ProgressTask? _task;

        public void Report(BackupStep value)
        {
            lock (_lock)
            {
                var words = Markup.Escape(value.Words);
                if (_task?.Description != words)
                {
                    _task?.StopTask();
                    _task = context.AddTask(words, maxValue: Math.Max(1, value.Of));
                }

                _task.IsIndeterminate = value.Of == 0;
                if (value.Of > 0) _task.Value = value.Done;
            }
        }
    }
}
