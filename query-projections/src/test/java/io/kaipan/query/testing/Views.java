package io.kaipan.query.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.ViewHandler;
import io.kaipan.testing.PostgresForTests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of views, the log they are written from, and the ways in that the application has. All tests of a JVM share
 * one database, which is emptied for each.
 */
public final class Views {
    private static final PostgresForTests.Database DATABASE = PostgresForTests.freshDatabase();
    private static final JdbcTemplate OWNER = new JdbcTemplate(pool(DATABASE.owner()));
    private static final HikariDataSource PROJECTION = pool(DATABASE.projection());
    private static final HikariDataSource QUERY = pool(DATABASE.query());

    public final VaultForTests vault = new VaultForTests();
    public final Log log = new Log(vault);
    public final SalesFloor floor = new SalesFloor(log);
    public final Clock clock = Clock.fixed(Log.START, ZoneOffset.UTC);
    public final DataSource projectionSource = PROJECTION;
    public final CountedSource querySource = new CountedSource(QUERY);
    public final JdbcClient queryJdbc = JdbcClient.create(querySource);
    public final PostgresForTests.Database database = DATABASE;

    public Views() {
        OWNER.execute("""
                DO $$
                DECLARE
                    t record;
                BEGIN
                    FOR t IN SELECT relname AS table_name FROM pg_class
                        WHERE relnamespace = 'view'::regnamespace AND relkind = 'r' LOOP
                        EXECUTE format('DELETE FROM view.%I', t.table_name);
                    END LOOP;
                    DELETE FROM engine.token_entry;
                    IF EXISTS (SELECT FROM trail.personal_data_read) THEN
                        ALTER TABLE trail.personal_data_read DISABLE TRIGGER append_only;
                        DELETE FROM trail.personal_data_read;
                        ALTER TABLE trail.personal_data_read ENABLE ALWAYS TRIGGER append_only;
                    END IF;
                END $$""");
    }

    private static HikariDataSource pool(DataSource source) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(3);
        return pool;
    }

    /** A projection that writes to these views. */
    public Projector projector(Projection projection) {
        return projector(projection, 1, true);
    }

    /** A projection that writes to one generation of these views. @param live whether it is the one that is read */
    public Projector projector(Projection projection, int generation, boolean live) {
        return new Projector(
                new ViewHandler(projection, new NamedParameterJdbcTemplate(projectionSource), generation, () -> live),
                projectionSource);
    }

    /** All rows of a table, in a fixed order. */
    public List<String> rows(String table) {
        return OWNER.queryForList("SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1", String.class);
    }

    /** Everything in the tables as one text, to look for what must not be there. */
    public String text(String... tables) {
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            all.append(rows(table));
        }
        return all.toString();
    }
}
