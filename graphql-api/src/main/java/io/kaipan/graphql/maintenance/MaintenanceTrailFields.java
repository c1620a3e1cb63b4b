package io.kaipan.graphql.maintenance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.query.maintenancetrail.MaintenanceDeed;
import io.kaipan.query.maintenancetrail.MaintenanceDeeds;
import io.kaipan.query.paging.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about the trail of maintenance (AUD-6). */
@Component
class MaintenanceTrailFields implements RuntimeWiringConfigurer {
    private final MaintenanceDeeds deeds;

    MaintenanceTrailFields(MaintenanceDeeds deeds) {
        this.deeds = deeds;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("maintenanceTrail", this::trail));
    }

    private Connection<MaintenanceDeed> trail(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        @Nullable String user = arguments.get("user");
        @Nullable TimeRange at = arguments.time("at");
        return Connection.of(deeds.page(user, at, arguments.page()), () -> deeds.count(user, at));
    }
}
