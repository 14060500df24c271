using Microsoft.EntityFrameworkCore;

namespace SelfEval.Web.Data;

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options);
