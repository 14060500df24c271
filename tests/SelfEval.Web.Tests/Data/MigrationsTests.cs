using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using Xunit;

namespace SelfEval.Web.Tests.Data;

public sealed class MigrationsTests
{
    [Fact]
    public void Sqlite_migrations_say_all_that_the_model_says() =>
        Assert.False(new SqliteDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void Postgres_migrations_say_all_that_the_model_says() =>
        Assert.False(new PostgresDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());
}
