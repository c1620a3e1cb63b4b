package io.kaipan.config.eventlog;

import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.PendingKey;
import io.kaipan.config.eventlog.Append.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that carries out the appends of one or several commands: events, idempotency keys, and what was taken for
 * granted. An append whose key is in use, or for which not all is as assumed, is left out as a whole; the others are not
 * concerned. An insert that failed instead would leave a gap in the log's numbers, which views wait for, and would take
 * the other commands with it: that happens only when somebody else commits the same meanwhile.
 */
final class AppendStatement {
    private static final String COLUMNS = """
            event_identifier, aggregate_identifier, sequence_number, type, payload_type, payload_revision, payload,
                meta_data, time_stamp""";

    // without the order PostgreSQL is free to number an aggregate's events the wrong way round; a scalar subquery,
    // unlike a join, is always looked up by index
    private static final String APPEND = """
            WITH given AS (
                SELECT * FROM unnest(?::int[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::text[])
                    AS given (append, scope, key, body_hash, record_id, version, accepted_at)),
            %2$s
            appended AS (
                INSERT INTO log.domain_event (%1$s)
                SELECT %1$s
                FROM unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                    ?::bytea[], ?::text[]) WITH ORDINALITY AS event (append, %1$s, place)
                WHERE append NOT IN (SELECT append FROM left_out) ORDER BY place
                RETURNING global_index),
            keyed AS (
                INSERT INTO lookup.idempotency_key (scope, key, body_hash, record_id, version, position, accepted_at)
                SELECT scope, key, body_hash, record_id, version, (SELECT max(global_index) FROM appended),
                    accepted_at::timestamptz
                FROM given WHERE append NOT IN (SELECT append FROM left_out))
            SELECT (SELECT max(global_index) FROM appended), ARRAY(SELECT append FROM left_out)""";

    private static final String KEY_IN_USE = """
            SELECT append FROM given WHERE (
                SELECT true FROM lookup.idempotency_key AS used WHERE used.scope = given.scope AND used.key = given.key)""";

    private static final String ASKING = APPEND.formatted(COLUMNS, "left_out AS (%s),".formatted(KEY_IN_USE));

    private static final String ASSUMING = APPEND.formatted(COLUMNS, """
            phone AS (SELECT * FROM unnest(?::int[], ?::bytea[], ?::text[]) AS phone (append, fingerprint, customer_id)),
            place AS (
                SELECT * FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
                    AS place (append, customer_id, project, lead_id, owner)),
            new_key AS (SELECT * FROM unnest(?::int[], ?::text[], ?::bytea[]) AS new_key (append, customer_id, wrapped_key)),
            terms AS (SELECT * FROM unnest(?::int[], ?::text[], ?::bigint[]) AS terms (append, project, revision)),
            left_out AS (
                %s
                UNION ALL
                SELECT append FROM phone WHERE (
                    SELECT true FROM lookup.phone_claim AS held WHERE held.fingerprint = phone.fingerprint)
                UNION ALL
                SELECT append FROM terms WHERE revision IS DISTINCT FROM (
                    SELECT present.revision FROM lookup.project_terms AS present WHERE present.project = terms.project)),
            phones AS (
                INSERT INTO lookup.phone_claim (fingerprint, customer_id)
                SELECT fingerprint, customer_id FROM phone WHERE append NOT IN (SELECT append FROM left_out)),
            places AS (
                INSERT INTO lookup.active_lead (customer_id, home_id, project, lead_id, owner)
                SELECT customer_id, customer_id, project, lead_id, owner FROM place WHERE append NOT IN (SELECT append FROM left_out)),
            new_keys AS (
                INSERT INTO keys.customer_key (customer_id, wrapped_key)
                SELECT customer_id, wrapped_key FROM new_key WHERE append NOT IN (SELECT append FROM left_out)),
            """.formatted(KEY_IN_USE));

    private final PreparedStatement statement;
    private int parameters;

    private AppendStatement(PreparedStatement statement) {
        this.statement = statement;
    }

    /**
     * Carries out some appends, in their order.
     *
     * @return for each how far the log goes with all of them (the last event's global index), or -1 when it was left out
     */
    static long[] carryOut(Connection connection, List<Append> appends) throws SQLException {
        boolean assuming =
                appends.stream().anyMatch(append -> !append.assumptions().isEmpty());
        try (PreparedStatement prepared = connection.prepareStatement(assuming ? ASSUMING : ASKING)) {
            AppendStatement statement = new AppendStatement(prepared);
            statement.setKeys(
                    Part.of(appends, append -> Stream.ofNullable(append.key()).toList()));
            if (assuming) {
                statement.setAssumptions(appends);
            }
            statement.setEvents(Part.of(appends, Append::events));
            return statement.carryOut(appends.size());
        }
    }

    private long[] carryOut(int appends) throws SQLException {
        long[] positions = new long[appends];
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            Arrays.fill(positions, row.getLong(1));
            for (Integer leftOut : (Integer[]) row.getArray(2).getArray()) {
                positions[leftOut] = -1;
            }
        }
        return positions;
    }

    private void setEvents(Part<Row> events) throws SQLException {
        setOwners(events);
        setTexts(events, Row::eventIdentifier);
        setTexts(events, Row::aggregateIdentifier);
        setNumbers(events, Row::sequenceNumber);
        setTexts(events, Row::type);
        setTexts(events, Row::payloadType);
        setTexts(events, Row::payloadRevision);
        setBytes(events, Row::payload);
        setBytes(events, Row::metaData);
        setTexts(events, Row::timeStamp);
    }

    private void setKeys(Part<PendingKey> keys) throws SQLException {
        setOwners(keys);
        setTexts(keys, PendingKey::scope);
        setTexts(keys, PendingKey::key);
        setBytes(keys, PendingKey::bodyHash);
        setTexts(keys, PendingKey::id);
        setNumbers(keys, PendingKey::version);
        setTexts(keys, key -> key.acceptedAt().toString());
    }

    private void setAssumptions(List<Append> appends) throws SQLException {
        Part<Assumptions.Phone> phones =
                Part.of(appends, append -> append.assumptions().phones());
        setOwners(phones);
        setBytes(phones, Assumptions.Phone::fingerprint);
        setTexts(phones, Assumptions.Phone::customer);
        Part<Assumptions.Place> places =
                Part.of(appends, append -> append.assumptions().places());
        setOwners(places);
        setTexts(places, Assumptions.Place::customer);
        setTexts(places, Assumptions.Place::project);
        setTexts(places, Assumptions.Place::lead);
        setTexts(places, Assumptions.Place::owner);
        Part<Assumptions.NewKey> keys =
                Part.of(appends, append -> append.assumptions().keys());
        setOwners(keys);
        setTexts(keys, Assumptions.NewKey::customer);
        setBytes(keys, Assumptions.NewKey::wrapped);
        Part<Assumptions.Terms> terms =
                Part.of(appends, append -> append.assumptions().terms());
        setOwners(terms);
        setTexts(terms, Assumptions.Terms::project);
        setNumbers(terms, Assumptions.Terms::revision);
    }

    private void setOwners(Part<?> part) throws SQLException {
        set("int", part.owners().toArray(Integer[]::new));
    }

    private <T> void setTexts(Part<T> part, Function<T, @Nullable String> column) throws SQLException {
        set("text", part.rows().stream().map(column).toArray(String[]::new));
    }

    private <T> void setNumbers(Part<T> part, Function<T, Long> column) throws SQLException {
        set("bigint", part.rows().stream().map(column).toArray(Long[]::new));
    }

    private <T> void setBytes(Part<T> part, Function<T, byte[]> column) throws SQLException {
        set("bytea", part.rows().stream().map(column).toArray(byte[][]::new));
    }

    private void set(String type, Object[] values) throws SQLException {
        statement.setArray(++parameters, statement.getConnection().createArrayOf(type, values));
    }

    /** Rows of one kind with the number of the append that each belongs to. */
    private record Part<T>(List<T> rows, List<Integer> owners) {
        static <T> Part<T> of(List<Append> appends, Function<Append, List<T>> rowsOf) {
            Part<T> part = new Part<>(new ArrayList<>(), new ArrayList<>());
            for (int append = 0; append < appends.size(); append++) {
                List<T> rows = rowsOf.apply(appends.get(append));
                part.rows.addAll(rows);
                part.owners.addAll(Collections.nCopies(rows.size(), append));
            }
            return part;
        }
    }
}
