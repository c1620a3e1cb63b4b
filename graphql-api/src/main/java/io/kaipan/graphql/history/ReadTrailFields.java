package io.kaipan.graphql.history;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.query.readtrail.PersonalDataRead;
import io.kaipan.query.readtrail.ReadTrail;
import io.kaipan.query.readtrail.ReadTrailFilter;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about reads of personal data (AUD-6). */
@Component
class ReadTrailFields implements RuntimeWiringConfigurer {
    private final ReadTrail trail;

    ReadTrailFields(ReadTrail trail) {
        this.trail = trail;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("personalDataReads", this::reads));
    }

    private Connection<PersonalDataRead> reads(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        Arguments wanted = arguments.object("filter");
        ReadTrailFilter filter = new ReadTrailFilter(
                wanted.get("user", UserName::new), wanted.get("customer", CustomerId::new), wanted.time("at"));
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(trail.page(filter, arguments.page(), actor), () -> trail.count(filter, actor));
    }
}
