package io.kaipan.config.startup;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What would otherwise show only when data are lost: checked when all is wired and before anything is handled. */
@Component
class StartupChecks implements SmartInitializingSingleton {
    private static final int LONGEST_MS = 20_000;

    private final JdbcClient commandJdbc;
    private final Configuration axon;

    StartupChecks(JdbcClient commandJdbc, Configuration axon) {
        this.commandJdbc = commandJdbc;
        this.axon = axon;
    }

    @Override
    public void afterSingletonsInstantiated() {
        commitsAreDurable();
        transactionsEnd();
        logOnlyGrows();
        axonTakesPartInTransactions();
    }

    private void commitsAreDurable() {
        settings("fsync", "synchronous_commit", "full_page_writes").forEach((name, value) -> {
            if (value.equals("off")) {
                throw new StartupRefused(
                        "PostgreSQL runs with %s = off: what Kaipan confirms could be lost.".formatted(name),
                        "Set %s = on on the server, and for the database and role where it is set there."
                                .formatted(name));
            }
        });
    }

    private void transactionsEnd() {
        settings("statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout")
                .forEach((name, value) -> {
                    int millis = Integer.parseInt(value);
                    if (millis == 0 || millis > LONGEST_MS) {
                        throw new StartupRefused(
                                "The command side's %s is %d ms: views could miss what a slow transaction writes."
                                        .formatted(name, millis),
                                "Keep it between 1 and %d ms; does a connection pooler in between drop settings?"
                                        .formatted(LONGEST_MS));
                    }
                });
    }

    private void logOnlyGrows() {
        List<String> mayChange = commandJdbc.sql("""
                        SELECT role || ' ' || privilege
                        FROM unnest(ARRAY['kaipan_command', 'kaipan_projection', 'kaipan_query']) role,
                             unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) privilege
                        WHERE has_table_privilege(role, 'log.domain_event', privilege)""").query(String.class).list();
        if (!mayChange.isEmpty()) {
            throw new StartupRefused(
                    "Kaipan's roles could change the event log: %s.".formatted(String.join(", ", mayChange)),
                    "Take the privilege away with REVOKE; superusers and members of the owner have it by nature.");
        }
        boolean guarded = commandJdbc.sql("""
                        SELECT count(*) = 1 FROM pg_trigger
                        WHERE tgrelid = 'log.domain_event'::regclass AND tgname = 'append_only' AND tgenabled = 'A'""").query(Boolean.class).single();
        if (!guarded) {
            throw new StartupRefused(
                    "The trigger that keeps the event log append-only is gone or switched off.",
                    "ALTER TABLE log.domain_event ENABLE ALWAYS TRIGGER append_only;");
        }
    }

    private void axonTakesPartInTransactions() {
        TransactionManager manager = axon.getComponent(TransactionManager.class);
        if (!(manager instanceof SpringTransactionManager)) {
            throw new StartupRefused(
                    "Axon works without transactions (%s).".formatted(manager),
                    "This build is wired wrongly: the bean commandTransactions must be the one Axon finds.");
        }
    }

    /** Those of the settings that this server knows, as the command side's connections have them. */
    private Map<String, String> settings(String... names) {
        return commandJdbc
                .sql("SELECT name, setting FROM pg_settings WHERE name = ANY (:names)")
                .param("names", names)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
