using System.Text;
using Convo.Functions.Storage.Sqlite.Engine;
using Convo.Functions.Storage.Sqlite.Reading;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>How a reading connection works.</summary>
public sealed class SqliteReading : SqliteTest
{
    [Fact]
    public async Task Statements_are_compiled_once_however_often_they_are_used()
    {
        await using var store = Open();
        await PutAsync(store, "a", 1);
        using var reader = new RowReader(Connection.Open(DatabasePlace.Of(Folder.Database), writable: false, TimeSpan.FromSeconds(1)));
        var table = Encoding.UTF8.GetBytes(Table);
        reader.Get(table, "p", "a");
        reader.Query(table, "p", "", before: null, most: 10);
        reader.Query(table, "p", "", "b", most: 10);
        var first = reader.Recompilations;

        for (var most = 1; most < 20; most++)
        {
            Assert.NotNull(reader.Get(table, "p", "a"));
            Assert.Single(reader.Query(table, "p", "", before: null, most));
            Assert.Single(reader.Query(table, "p", "", "b", most));
        }

        Assert.Equal(0, reader.Recompilations - first);
    }
}
