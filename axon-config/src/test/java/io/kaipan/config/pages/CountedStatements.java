package io.kaipan.config.pages;

import com.zaxxer.hikari.HikariDataSource;
import graphql.GraphQL;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Stands between the pools and PostgreSQL, and writes down each statement that is executed to answer a query. */
@TestComponent
class CountedStatements implements BeanPostProcessor {
    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

    /** The statements since the last call. */
    List<String> executed() {
        List<String> statements = List.copyOf(executed);
        executed.clear();
        return statements;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            PGSimpleDataSource real = new PGSimpleDataSource();
            real.setURL(pool.getJdbcUrl());
            pool.setDataSource(new Counted(real));
        }
        return bean;
    }

    private final class Counted extends DelegatingDataSource {
        Counted(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            Connection real = super.getConnection(user, password);
            return proxy(Connection.class, real, (method, arguments, result) -> switch (method) {
                case "prepareStatement" -> statement((Statement) result, (String) arguments[0]);
                case "createStatement" -> statement((Statement) result, "");
                default -> result;
            });
        }
    }

    private Object statement(Statement real, String sql) {
        Class<?> type = sql.isEmpty() ? Statement.class : java.sql.PreparedStatement.class;
        return proxy(type, real, (method, arguments, result) -> {
            if (method.startsWith("execute") && answersRequest()) {
                executed.add(sql.isEmpty() ? (String) arguments[0] : sql);
            }
            return result;
        });
    }

    /** Projections and jobs go on meanwhile; and who asks is looked up before the engine begins, not always anew. */
    private static boolean answersRequest() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(GraphQL.class.getName())));
    }

    private interface After {
        Object does(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, Object real, After after) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.does(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
