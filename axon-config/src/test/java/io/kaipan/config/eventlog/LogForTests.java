package io.kaipan.config.eventlog;

import io.kaipan.config.store.LazyTransactions;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.testing.PostgresForTests;
import io.kaipan.testing.PostgresForTests.Database;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An event log of its own, with the ways in that the running system has. */
final class LogForTests {
    final Database database = PostgresForTests.freshDatabase();
    final DataSource command;
    final LogSerializer serializer;
    final PostgresEventStorageEngine engine;
    final LogTail tail = new LogTail();
    private final DataSourceTransactionManager commandTransactions;

    LogForTests() {
        this(LoggedTypes.EVENTS, List.of(), NoOpEventUpcaster.INSTANCE);
    }

    LogForTests(List<Class<?>> events, List<Class<?>> aggregates, EventUpcaster upcasters) {
        this(events, aggregates, upcasters, new ReadableVault(), null);
    }

    /** @param command the command side's data source; null for an ordinary one */
    LogForTests(
            List<Class<?>> events,
            List<Class<?>> aggregates,
            EventUpcaster upcasters,
            PersonalDataVault vault,
            DataSource command) {
        this.command = command == null ? database.command() : command;
        LoggedTypes types = new LoggedTypes(events, aggregates);
        serializer = new LogSerializer(types, vault);
        commandTransactions = new DataSourceTransactionManager(new LazyTransactions(this.command));
        DataSource projection = database.projection();
        LogConnections connections =
                new LogConnections(this.command, projection, new DataSourceTransactionManager(projection));
        engine = new PostgresEventStorageEngine(
                serializer,
                upcasters,
                new LoggedMessages(serializer, upcasters, new DataSubjects(types), vault),
                snapshot -> types.isCurrent(snapshot.getPayload().getType()),
                connections,
                tail,
                new TransactionTemplate(commandTransactions));
    }

    /** Does something as a command handler does: in a unit of work with a transaction of the command side. */
    void inCommand(Consumer<UnitOfWork<?>> work) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("command"));
        unitOfWork.attachTransaction(new SpringTransactionManager(commandTransactions));
        try {
            work.accept(unitOfWork);
        } catch (RuntimeException e) {
            unitOfWork.rollback(e);
            throw e;
        }
        unitOfWork.commit();
    }

    JdbcClient sql() {
        return JdbcClient.create(database.owner());
    }

    long count(String table) {
        return sql().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
