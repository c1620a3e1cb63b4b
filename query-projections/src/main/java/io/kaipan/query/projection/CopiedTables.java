package io.kaipan.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * The tables of a generation in the making: new rows are copied into them in bulk. They have no indexes but those of their
 * keys, until rows that were let go of are asked for by another column.
 */
public final class CopiedTables implements LoadedRows.RowStore {
    private final Connection connection;
    private final int generation;
    private final GenerationTables tables;
    private final Set<Wanted.Link> indexed = new HashSet<>();
    private long rows;

    /** @param connection of the projections, in no transaction */
    public CopiedTables(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
        this.tables = new GenerationTables(
                new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true)), generation);
    }

    /** How many rows were copied. */
    public long rows() {
        return rows;
    }

    @Override
    public <T> List<T> byKey(Table<T> table, Collection<String> keys) {
        return tables.byKey(table, keys);
    }

    @Override
    public <T> List<T> by(Table<T> table, String column, Collection<String> values) {
        if (indexed.add(new Wanted.Link(table, column))) {
            execute("SELECT view.index_generation('" + table.name() + "', " + generation + ", '" + column + "')");
        }
        return tables.by(table, column, values);
    }

    @Override
    public <T> void write(Table<T> table, List<T> fresh, List<T> changed) {
        if (!fresh.isEmpty()) {
            tables.copy(table, fresh);
            rows += fresh.size();
        }
        tables.upsert(table, changed);
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private static RuntimeException failed(String task, SQLException e) {
        RuntimeException told = new SQLStateSQLExceptionTranslator().translate(task, null, e);
        return told == null ? new TransientDataAccessResourceException(task, e) : told;
    }
}
