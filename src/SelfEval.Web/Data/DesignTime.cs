using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SelfEval.Web.Data;

/// <summary>For the migrations tool only: it needs the model, never a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        DataSetup.Configure(options).UseSqlite("Data Source=design-time.db");
        return new SqliteDb(options.Options);
    }
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        DataSetup.Configure(options).UseNpgsql("Host=localhost;Database=design-time");
        return new PostgresDb(options.Options);
    }
}
